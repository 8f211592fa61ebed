const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const endBytes = 22
const longestComment = 0xffff
const tailChars = 4096
const deflated = 8

/**
 * The end of the last sheet of a workbook, unpacked; empty where it cannot be read, as in a file that was cut off. A workbook is a zip: its
 * list of files comes last, so one without it is not whole.
 */
export async function endOfWorkbook(workbook: Blob): Promise<string> {
  try {
    const sheet = (await sheetsOf(workbook)).at(-1)
    return sheet ? await tailOf(workbook, sheet) : ''
  } catch {
    return ''
  }
}

interface Entry {
  name: string
  method: number
  size: number
  at: number
}

async function sheetsOf(workbook: Blob): Promise<Entry[]> {
  const from = Math.max(0, workbook.size - endBytes - longestComment)
  const end = await viewOf(workbook, from, workbook.size)
  let at = end.byteLength - endBytes
  while (at >= 0 && end.getUint32(at, true) !== endSignature) at -= 1
  if (at < 0) return []
  const list = await viewOf(workbook, end.getUint32(at + 16, true), from + at)
  const entries: Entry[] = []
  let next = 0
  while (next + 46 <= list.byteLength && list.getUint32(next, true) === entrySignature) {
    const nameBytes = list.getUint16(next + 28, true)
    const name = new TextDecoder().decode(new Uint8Array(list.buffer, list.byteOffset + next + 46, nameBytes))
    entries.push({
      name,
      method: list.getUint16(next + 10, true),
      size: list.getUint32(next + 20, true),
      at: list.getUint32(next + 42, true),
    })
    next += 46 + nameBytes + list.getUint16(next + 30, true) + list.getUint16(next + 32, true)
  }
  return entries
    .filter(({ name }) => /^xl\/worksheets\/[^/]+\.xml$/.test(name))
    .sort((one, other) => numberIn(one.name) - numberIn(other.name))
}

async function tailOf(workbook: Blob, { method, size, at }: Entry): Promise<string> {
  const head = await viewOf(workbook, at, at + 30)
  const begin = at + 30 + head.getUint16(26, true) + head.getUint16(28, true)
  const packed = workbook.slice(begin, begin + size)
  if (method !== deflated) return (await packed.slice(-tailChars).text()).slice(-tailChars)
  const reader = packed.stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  const decoder = new TextDecoder()
  let tail = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return tail
    // Of a sheet with a million rows only the last one matters.
    tail = (tail + decoder.decode(value, { stream: true })).slice(-tailChars)
  }
}

async function viewOf(blob: Blob, start: number, end: number): Promise<DataView> {
  return new DataView(await blob.slice(start, end).arrayBuffer())
}

function numberIn(name: string): number {
  return Number(/(\d+)\.xml$/.exec(name)?.[1] ?? 0)
}
