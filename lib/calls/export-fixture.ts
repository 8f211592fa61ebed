import { inflateRawSync } from 'node:zlib'
import type { ArchivedCall } from '@/lib/rules/call-history'

/** A call with everything, save for what is given otherwise. */
export function archivedCall(given: Partial<ArchivedCall> = {}): ArchivedCall {
  return {
    callId: '01HTESTCALL',
    from: '+46701234567',
    to: '+14155550100',
    fromCountry: 'SE',
    toCountry: 'US',
    direction: 'OUTBOUND',
    callResult: 'COMPLETED',
    createTime: '2026-11-21T14:05:00.250Z',
    answerTime: '2026-11-21T14:05:04.000Z',
    endTime: '2026-11-21T14:06:04.000Z',
    durationSeconds: 60,
    billingDurationSeconds: 60,
    pricePerMinute: { currencyCode: 'USD', amount: 0.0125 },
    price: { currencyCode: 'USD', amount: 0.0125 },
    trunkId: '01HTRUNK',
    pcapId: '01HPCAP',
    emergency: false,
    causeCode: 16,
    sipCode: 200,
    region: 'use1',
    mos: 4.41,
    transport: 'TLS',
    port: 5061,
    groupId: '',
    parentId: '',
    relationship: 'initial',
    hasChildren: false,
    isEnriched: true,
    ...given,
  }
}

/** This many calls, each with an id of its own. */
export function archivedCalls(count: number, from = 0): ArchivedCall[] {
  return Array.from({ length: count }, (_, index) => archivedCall({ callId: `call-${from + index}` }))
}

/** A source of batches that counts how often it was asked and knows whether it was told to end. */
export class CountedSource implements AsyncIterable<readonly ArchivedCall[]> {
  asked = 0
  isEnded = false

  /** An error in the list is thrown; `'hang'` is waited for in vain. */
  constructor(private readonly steps: readonly (readonly ArchivedCall[] | Error | 'hang')[]) {}

  [Symbol.asyncIterator](): AsyncIterator<readonly ArchivedCall[]> {
    return {
      next: async () => {
        const step = this.steps[this.asked]
        this.asked += 1
        if (step === 'hang') return await new Promise<never>(() => undefined)
        if (step instanceof Error) throw step
        return step === undefined ? { done: true, value: undefined } : { done: false, value: step }
      },
      return: async () => {
        this.isEnded = true
        return { done: true, value: undefined }
      },
    }
  }
}

/** What a reader gets of a stream, and whether it came to its end. */
export async function readToEnd(stream: ReadableStream<Uint8Array>) {
  const chunks: Uint8Array[] = []
  const reader = stream.getReader()
  let failure: unknown
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      chunks.push(value)
    }
  } catch (error) {
    failure = error
  }
  const bytes = Buffer.concat(chunks)
  return { bytes, text: bytes.toString(), failure }
}

/** The files of a zip archive by their names, found by its directory as every other program finds them. */
export function unzipped(archive: Buffer): Map<string, string> {
  const files = new Map<string, string>()
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06'))
  let at = archive.readUInt32LE(end + 16)
  for (let count = archive.readUInt16LE(end + 10); count > 0; count -= 1) {
    const [size, nameLength] = [archive.readUInt32LE(at + 20), archive.readUInt16LE(at + 28)]
    const header = archive.readUInt32LE(at + 42)
    const from = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28)
    const packed = archive.subarray(from, from + size)
    const text = archive.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed
    files.set(archive.subarray(at + 46, at + 46 + nameLength).toString(), text.toString())
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
  return files
}
