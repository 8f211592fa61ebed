import type { CallRow } from './schema'

/** A capture file of one leg: the INVITE and its final answer as UDP packets, built from the call record. */
export function pcapOf(call: CallRow, leg: 'INBOUND' | 'OUTBOUND'): Uint8Array<ArrayBuffer> {
  const customer = [203, 0, 113, 10] as const
  const carrier = [198, 51, 100, leg === 'INBOUND' ? 20 : 21] as const
  const head = `Call-ID: ${call.callId}\r\nFrom: <${uri(call.fromParty)}>;tag=1\r\nTo: <${uri(call.toParty)}>\r\nCSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n`
  const packets = [
    packet(
      call.createdAt,
      customer,
      carrier,
      `INVITE ${uri(call.toParty)} SIP/2.0\r\nMax-Forwards: 70\r\n${head}`,
    ),
    packet(call.createdAt + 40, carrier, customer, `SIP/2.0 100 Trying\r\n${head}`),
    packet(
      call.answeredAt ?? call.endedAt ?? call.createdAt + 80,
      carrier,
      customer,
      `SIP/2.0 ${call.sipCode ?? 100} ${call.result ?? 'Trying'}\r\n${head}`,
    ),
  ]
  const file = Buffer.alloc(24)
  file.writeUInt32LE(0xa1b2c3d4, 0)
  file.writeUInt16LE(2, 4)
  file.writeUInt16LE(4, 6)
  file.writeUInt32LE(65_535, 16)
  // Link type 101: packets begin with their IP header.
  file.writeUInt32LE(101, 20)
  return new Uint8Array(Buffer.concat([file, ...packets]))
}

function packet(at: number, from: readonly number[], to: readonly number[], text: string): Buffer {
  const payload = Buffer.from(text)
  const udp = Buffer.alloc(8)
  udp.writeUInt16BE(5060, 0)
  udp.writeUInt16BE(5060, 2)
  udp.writeUInt16BE(8 + payload.length, 4)
  const ip = Buffer.alloc(20)
  ip.writeUInt8(0x45, 0)
  ip.writeUInt16BE(28 + payload.length, 2)
  ip.writeUInt8(64, 8)
  ip.writeUInt8(17, 9)
  Buffer.from(from).copy(ip, 12)
  Buffer.from(to).copy(ip, 16)
  ip.writeUInt16BE(checksum(ip), 10)
  const record = Buffer.alloc(16)
  record.writeUInt32LE(Math.floor(at / 1000), 0)
  record.writeUInt32LE((at % 1000) * 1000, 4)
  record.writeUInt32LE(28 + payload.length, 8)
  record.writeUInt32LE(28 + payload.length, 12)
  return Buffer.concat([record, ip, udp, payload])
}

function checksum(header: Buffer): number {
  let sum = 0
  for (let offset = 0; offset < header.length; offset += 2) sum += header.readUInt16BE(offset)
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16)
  return ~sum & 0xffff
}

function uri(party: string): string {
  return party.startsWith('sip:') ? party : `sip:${party}@pstn.sinch.com`
}
