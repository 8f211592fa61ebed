import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { csvCell } from './export-csv'
import { exportColumns } from './export-columns'
import { exportFile } from './export-file'
import { archivedCall, archivedCalls, CountedSource, readToEnd } from './export-fixture'

const trunkNames = new Map([['01HTRUNK', 'Växjö, "main"']])

async function csvOf(source: CountedSource, raw: boolean) {
  const given = { signal: new AbortController().signal, onOver: () => undefined }
  return await readToEnd(exportFile(source, { format: 'csv', raw, trunkNames }, given))
}

/** Strict: every row as wide as the first, quotes only where RFC 4180 has them. */
function rowsOf(text: string): string[][] {
  return parse(text, { bom: true, record_delimiter: '\r\n' })
}

it.each([
  ['=1+1', `"'=1+1"`],
  ['+46701234567', `"'+46701234567"`],
  ['-1', `"'-1"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['\tx', `"'\tx"`],
  ['\rx', `"'\rx"`],
  ['\nx', `"'\nx"`],
  ['\0x', `"'\0x"`],
  ['＝1+1', `"'＝1+1"`],
  ['say "hi", then\nleave', `"say ""hi"", then\nleave"`],
  ['="', `"'="""`],
  ['plain', '"plain"'],
  ['', '""'],
  [-12.5, '"-12.5"'],
  [true, '"true"'],
  [null, '""'],
])('the cell %j is text for every spreadsheet', (value, cell) => {
  expect(csvCell(value)).toBe(cell)
})

it('has a title for every column, the calls, and a last row that counts them', async () => {
  const { text, failure } = await csvOf(new CountedSource([[archivedCall()], archivedCalls(2)]), false)
  expect(failure).toBeUndefined()
  expect(text.startsWith('\ufeff"Created (UTC)",')).toBe(true)
  expect(text.endsWith('\r\n')).toBe(true)
  const [titles = [], first = [], ...rest] = rowsOf(text)
  expect(Object.fromEntries(titles.map((title, index) => [title, first[index]]))).toMatchObject({
    'Created (UTC)': '2026-11-21T14:05:00.250Z',
    From: "'+46701234567",
    Trunk: 'Växjö, "main"',
    'SIP code': '200',
    MOS: '4.41',
    Price: '0.0125',
    Currency: 'USD',
    Emergency: 'false',
    'Details known': 'true',
  })
  expect(rest).toHaveLength(3)
  expect(rest[2]).toEqual(['End of export: 3 calls', ...Array.from({ length: titles.length - 1 }, () => '')])
})

it('does not say of a call without details that it was no emergency', async () => {
  const { text } = await csvOf(new CountedSource([[archivedCall({ isEnriched: false })]]), true)
  const [titles = [], row = []] = rowsOf(text)
  expect(row[titles.indexOf('Emergency')]).toBe('')
  expect(row[titles.indexOf('Details known')]).toBe('false')
})

const nasty = fc
  .array(fc.constantFrom(...'=+-@\t\r\n\0"\',;| ＝\ufeff\\å𝄞', '""', '\r\n', '=cmd|', "';DROP", '46'), {
    maxLength: 12,
  })
  .map((parts) => parts.join(''))

it('holds whatever the vendor sends, and every cell that a spreadsheet would evaluate has an apostrophe (S34)', async () => {
  const texts = fc.record({ from: nasty, to: nasty, callResult: nasty, region: nasty, pcapId: nasty })
  await fc.assert(
    fc.asyncProperty(fc.array(texts, { minLength: 1, maxLength: 20 }), async (given) => {
      const calls = given.map(archivedCall)
      const wanted = calls.map((call) =>
        exportColumns.map(({ value }) => String(value(call, trunkNames) ?? '')),
      )
      const raw = await csvOf(new CountedSource([calls]), true)
      expect(rowsOf(raw.text).slice(1, -1)).toEqual(wanted)
      const safe = await csvOf(new CountedSource([calls]), false)
      const rows = rowsOf(safe.text).slice(1, -1)
      expect(rows).toEqual(
        wanted.map((row) => row.map((cell) => (/^[=+\-@\t\r\n\0＝＋－＠]/.test(cell) ? `'${cell}` : cell))),
      )
      expect(rows.flat().filter((cell) => /^[=+\-@\t\r\n\0]/.test(cell))).toEqual([])
    }),
    { seed: 340, numRuns: 300 },
  )
})
