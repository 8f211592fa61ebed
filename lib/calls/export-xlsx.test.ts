import { expect, it } from 'vitest'
import { exportColumns } from './export-columns'
import { archivedCall, archivedCalls, CountedSource, unzipped } from './export-fixture'
import { ExportRun } from './export-run'
import { xlsxChunks } from './export-xlsx'

const trunkNames = new Map([['01HTRUNK', 'Växjö & "main"']])

async function workbookOf(calls: ReturnType<typeof archivedCalls>, rowsPerSheet?: number) {
  const run = new ExportRun(new CountedSource([calls])[Symbol.asyncIterator]())
  const chunks: Uint8Array[] = []
  for await (const chunk of xlsxChunks(run, { trunkNames }, rowsPerSheet)) chunks.push(chunk)
  return unzipped(Buffer.concat(chunks))
}

interface SheetCell {
  type: string
  style: string
  text: string
}

/** The cells of a sheet, by their place. */
function cellsOf(sheet: string | undefined): Map<string, SheetCell> {
  const cells = [...(sheet ?? '').matchAll(/<c r="([A-Z]+\d+)"([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)]
  return new Map(
    cells.map(([, place = '', attributes = '', inner = '']) => {
      const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? ''
      const text = inner
        .replace(/<[^>]*>/g, '')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&amp;', '&')
      return [place, { type: attribute('t'), style: attribute('s'), text }]
    }),
  )
}

function placeOf(title: string, row: number): string {
  const column = exportColumns.findIndex((one) => one.title === title)
  const letter = (index: number) => String.fromCharCode(65 + index)
  return `${column < 26 ? letter(column) : `A${letter(column - 26)}`}${row}`
}

it('has times that are times, numbers that are numbers and phone numbers that are text', async () => {
  const files = await workbookOf([
    archivedCall(),
    archivedCall({ answerTime: null, mos: null, sipCode: null }),
  ])
  const sheet = files.get('xl/worksheets/sheet1.xml')
  expect(sheet).toMatch(/<pane ySplit="1" topLeftCell="A2" state="frozen"/)
  const cells = cellsOf(sheet)
  expect(cells.get('A1')?.text).toBe('Created (UTC)')
  const created = cells.get('A2')
  // Days since 30 December 1899.
  expect(Number(created?.text)).toBeCloseTo(Date.parse('2026-11-21T14:05:00.250Z') / 86_400_000 + 25_569, 8)
  expect(created).toMatchObject({ type: '' })
  expect(files.get('xl/styles.xml')).toContain('formatCode="yyyy-mm-dd hh:mm:ss"')
  expect(cells.get(placeOf('From', 2))).toMatchObject({ type: 'inlineStr', text: '+46701234567' })
  expect(cells.get(placeOf('Trunk', 2))).toMatchObject({ type: 'inlineStr', text: 'Växjö & "main"' })
  expect(cells.get(placeOf('SIP code', 2))).toMatchObject({ type: '', text: '200' })
  expect(cells.get(placeOf('Price', 2))).toMatchObject({ type: '', text: '0.0125' })
  expect(cells.get(placeOf('Details known', 2))).toMatchObject({ type: 'inlineStr', text: 'true' })
  expect(cells.get(placeOf('SIP code', 3))).toBeUndefined()
  expect(cells.get(placeOf('Answered (UTC)', 3))?.text ?? '').toBe('')
  expect(cells.get('A4')).toMatchObject({ type: 'inlineStr', text: 'End of export: 2 calls' })
})

it('goes on in further sheets, each with the titles', async () => {
  const files = await workbookOf(archivedCalls(9), 5)
  const sheets = [...files.keys()].filter((name) => name.startsWith('xl/worksheets/')).sort()
  expect(sheets).toHaveLength(3)
  const cells = sheets.map((name) => cellsOf(files.get(name)))
  expect(cells.map((sheet) => sheet.get('A1')?.text)).toEqual(
    Array.from({ length: 3 }, () => 'Created (UTC)'),
  )
  expect(cells.map((sheet) => sheet.get(placeOf('Call id', 2))?.text)).toEqual(['call-0', 'call-4', 'call-8'])
  expect(cells[2]?.get('A3')?.text).toBe('End of export: 9 calls')
  expect(files.get('xl/workbook.xml')).toMatch(/name="Calls".*name="Calls_2".*name="Calls_3"/s)
})

it('evaluates nothing and stays readable whatever the vendor sends', async () => {
  const texts = [
    '=1+1',
    '@SUM(A1)',
    '<f>1</f>',
    ' a\tb\n',
    'x'.repeat(40_000),
    'a\0b\u0001\ufffe\uffff',
    '\ud800',
  ]
  const files = await workbookOf(texts.map((from) => archivedCall({ from, createTime: 'soon' })))
  const sheet = files.get('xl/worksheets/sheet1.xml') ?? ''
  expect(sheet).not.toMatch(/<f[ >]/)
  // What XML 1.0 does not allow at all.
  expect(sheet).not.toMatch(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/)
  const cells = cellsOf(sheet)
  expect(cells.get(placeOf('From', 2))).toMatchObject({ type: 'inlineStr', text: '=1+1' })
  expect(cells.get(placeOf('From', 4))?.text).toBe('<f>1</f>')
  expect(cells.get(placeOf('From', 5))?.text).toBe(' a\tb\n')
  expect(cells.get(placeOf('From', 6))?.text).toHaveLength(32_767)
  expect(cells.get('A2')).toMatchObject({ type: 'inlineStr', text: 'soon' })
})
