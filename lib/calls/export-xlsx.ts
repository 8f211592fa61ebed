import { writeXlsxStream, type CellValue as SheetCell } from 'hucre/xlsx'
import { exportColumns, type CellValue, type ExportColumn, type TrunkNames } from './export-columns'
import type { ExportRun } from './export-run'

/**
 * A workbook that is written as it is read. Texts are inline strings, which no spreadsheet evaluates, so nothing needs an apostrophe here;
 * times are times (UTC) and numbers are numbers. What a sheet cannot hold, 1,048,576 rows with the titles, goes on in `Calls_2` and so on.
 * The last row says how it ended; a workbook of an export that was stopped can be opened as well.
 */
export async function* xlsxChunks(
  run: ExportRun,
  { trunkNames }: { trunkNames: TrunkNames },
  rowsPerSheet?: number,
): AsyncGenerator<Uint8Array> {
  const reader = writeXlsxStream(rowsOf(run, trunkNames), {
    name: 'Calls',
    columns: exportColumns.map(({ title, width, isTime }) => ({
      header: title,
      width,
      numFmt: isTime ? 'yyyy-mm-dd hh:mm:ss' : undefined,
    })),
    freezePane: { rows: 1 },
    maxRowsPerSheet: rowsPerSheet,
  }).getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel()
  }
}

async function* rowsOf(run: ExportRun, trunkNames: TrunkNames): AsyncGenerator<SheetCell[]> {
  for await (const batch of run.batches()) {
    for (const call of batch) {
      yield exportColumns.map((column) => sheetCell(column, column.value(call, trunkNames)))
    }
  }
  yield [run.lastRow]
}

function sheetCell({ isTime }: ExportColumn, value: CellValue): SheetCell {
  // A cell for a yes or no becomes a formula in LibreOffice, and another word in every language.
  if (typeof value === 'boolean') return String(value)
  if (typeof value !== 'string') return value
  if (value === '') return null
  if (!isTime) return sheetText(value)
  const time = new Date(value)
  return Number.isNaN(time.getTime()) ? sheetText(value) : time
}

const longestText = 32_767

/** A text as a sheet may hold it: longer ones, and two characters that XML has no way to write, make Excel call the file damaged. */
function sheetText(text: string): string {
  return (text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text).replace(
    /[\ufffe\uffff]/g,
    '\ufffd',
  )
}
