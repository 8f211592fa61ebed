import { deflateRawSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { readEnd } from './call-export'
import { endOfWorkbook } from './workbook-end'

/** A zip of these files, as small as one can be. */
function zip(files: Record<string, string>, packs = true): Blob {
  const parts: Buffer[] = []
  const list: Buffer[] = []
  let at = 0
  for (const [name, text] of Object.entries(files)) {
    const body = packs ? deflateRawSync(Buffer.from(text)) : Buffer.from(text)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(packs ? 8 : 0, 8)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(packs ? 8 : 0, 10)
    entry.writeUInt32LE(body.length, 20)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(at, 42)
    parts.push(local, Buffer.from(name), body)
    list.push(entry, Buffer.from(name))
    at += local.length + name.length + body.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt32LE(at, 16)
  return new Blob([Buffer.concat([...parts, ...list, end])])
}

const sheet = (last: string) =>
  `<sheetData>${'<row><c><v>1</v></c></row>'.repeat(20_000)}<row><c><is><t>${last}</t></is></c></row></sheetData>`
const files = {
  'xl/workbook.xml': '<workbook/>',
  'xl/worksheets/sheet2.xml': sheet('End of export: 20000 calls'),
  'xl/worksheets/sheet1.xml': sheet('nothing'),
}

it.each([true, false])('reads the end of the last sheet, packed: %s', async (packs) => {
  expect(readEnd(await endOfWorkbook(zip(files, packs)))).toEqual({ kind: 'whole', calls: 20_000 })
})

it('reads that an export was stopped', async () => {
  const stopped = zip({
    'xl/worksheets/sheet1.xml': sheet('Export stopped after 7 calls: the console failed'),
  })
  expect(readEnd(await endOfWorkbook(stopped))).toEqual({
    kind: 'stopped',
    calls: 7,
    why: 'the console failed',
  })
})

it('says nothing of a file that was cut off, or of what is no zip', async () => {
  const whole = zip(files)
  expect(await endOfWorkbook(whole.slice(0, whole.size - 40))).toBe('')
  expect(await endOfWorkbook(new Blob(['"a","b"\r\n']))).toBe('')
  expect(await endOfWorkbook(new Blob([]))).toBe('')
})
