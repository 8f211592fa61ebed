import { parseArgs } from 'node:util'
import { writeBenchmarks } from './benchmarks-page'
import { ingestFigures } from './calls-ingest'
import { filledArchive, readerOf, warm } from './calls-place'
import { routeFigures } from './calls-routes'
import { searchFigures } from './calls-search'
import { informs, printFigures, type Figure } from './report'

const { values: given } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    database: { type: 'string' },
    /** Leaves the filled archive for the next run. */
    keep: { type: 'boolean' },
    /** Only fills it. */
    fill: { type: 'boolean' },
    /** `search`, `ingest` or `routes`; all of them without it, and only then docs/benchmarks.md is written. */
    only: { type: 'string' },
  },
})
const rows = Number(given.rows)
if (!Number.isInteger(rows) || rows < 10_000) throw new Error('--rows takes a number of calls from 10,000 on')
const place = await filledArchive(rows, given.database)
const figures: Figure[] = [
  ...(place.filledSeconds === undefined
    ? []
    : [informs('', 'calls loaded, with indexes and sums', place.filledSeconds, 's')]),
  informs('', 'bytes a call, with indexes and sums', place.bytes / rows, 'bytes'),
]
const does = (part: string) => given.fill !== true && (given.only ?? part) === part
try {
  if (given.fill !== true) await warm(place)
  if (does('search')) {
    const { archive, close } = readerOf(place)
    figures.push(...(await searchFigures(archive, rows)))
    await close()
  }
  if (does('ingest')) figures.push(...(await ingestFigures(place)))
  if (does('routes')) figures.push(...(await routeFigures(place)))
} finally {
  if (given.keep !== true) await place.remove()
}
process.exitCode = printFigures(figures) ? 0 : 1
if (given.only === undefined && given.fill !== true) {
  const database = place.kind === 'postgres' ? ' --database postgres://…' : ''
  writeBenchmarks(
    `calls --rows ${rows}${database}`,
    place.kind === 'sqlite' ? 'SQLite' : 'PostgreSQL',
    figures,
  )
}
