import { expect, it } from 'vitest'
import { readEnd } from './call-export'

it('reads the last row of a table, in both forms', () => {
  expect(readEnd('"a","b"\r\n"End of export: 1284 calls","",""\r\n')).toEqual({ kind: 'whole', calls: 1284 })
  expect(readEnd('"a"\r\n"Export stopped after 12 calls: the console was shut down","",""\r\n')).toEqual({
    kind: 'stopped',
    calls: 12,
    why: 'the console was shut down',
  })
})

it('reads the last line of lines of JSON', () => {
  expect(readEnd('{"callId":"A"}\n{"end":true,"calls":1}\n')).toEqual({ kind: 'whole', calls: 1 })
  expect(readEnd('{"callId":"A"}\n{"end":false,"calls":1,"reason":"the disk is full"}\n')).toEqual({
    kind: 'stopped',
    calls: 1,
    why: 'the disk is full',
  })
})

it('reads the last row of a sheet', () => {
  expect(
    readEnd('<row r="3"><c t="inlineStr"><is><t>End of export: 2 calls</t></is></c></row></sheetData>'),
  ).toEqual({
    kind: 'whole',
    calls: 2,
  })
})

it('takes a file without its last row for one that may be cut off', () => {
  expect(readEnd('"a","b"\r\n"1","2"\r\n')).toEqual({ kind: 'unknown' })
  expect(readEnd('{"callId":"A"}\n{"callId":"B"')).toEqual({ kind: 'unknown' })
  expect(readEnd('')).toEqual({ kind: 'unknown' })
  // A call cannot end the file: only its last row can.
  expect(readEnd('"End of export: 9 calls"\r\n"+46","1"\r\n')).toEqual({ kind: 'unknown' })
})
