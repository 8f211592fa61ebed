import { expect, it, vi } from 'vitest'
import { ApiError } from '@/lib/errors'
import { exportFormats } from '@/lib/rules/call-history'
import { exportFile, type ExportEnd } from './export-file'
import { archivedCalls, CountedSource, readToEnd, unzipped } from './export-fixture'

function begin(source: CountedSource, format: (typeof exportFormats)[number] = 'csv') {
  const ends: ExportEnd[] = []
  const leaving = new AbortController()
  const choice = { format, raw: true, trunkNames: new Map([['01HTRUNK', 'Main']]) }
  const given = { signal: leaving.signal, onOver: (end: ExportEnd) => void ends.push(end) }
  return { stream: exportFile(source, choice, given), ends, leaving }
}

/** The last row or line, as a person or a script reads it. */
function lastOf(format: (typeof exportFormats)[number], bytes: Buffer): string {
  if (format !== 'xlsx') return bytes.toString().trimEnd().split('\n').at(-1) ?? ''
  const sheet = unzipped(bytes).get('xl/worksheets/sheet1.xml') ?? ''
  return /.*<t>([^<]*)<\/t>/s.exec(sheet)?.[1] ?? ''
}

it.each(exportFormats)('%s that is whole says so and ends well', async (format) => {
  const { stream, ends } = begin(new CountedSource([archivedCalls(3), [], archivedCalls(2, 3)]), format)
  const { bytes, failure } = await readToEnd(stream)
  expect(failure).toBeUndefined()
  expect(lastOf(format, bytes)).toContain(
    format === 'ndjson' ? '{"end":true,"calls":5}' : 'End of export: 5 calls',
  )
  expect(ends).toEqual([{ kind: 'whole', calls: 5 }])
})

it.each(exportFormats)(
  '%s whose source fails on the way says so in its last row and fails (A25)',
  async (format) => {
    const error = new ApiError('upstream_unavailable', 'Sinch does not answer.')
    const { stream, ends } = begin(new CountedSource([archivedCalls(3), error]), format)
    const { bytes, failure } = await readToEnd(stream)
    expect(failure).toMatchObject({ name: 'AbortError' })
    expect(lastOf(format, bytes)).toContain(
      format === 'ndjson'
        ? '{"end":false,"calls":3,"reason":"Sinch does not answer."}'
        : 'Export stopped after 3 calls: Sinch does not answer.',
    )
    expect(ends).toEqual([{ kind: 'stopped', calls: 3, error }])
  },
)

it('tells nothing of the inside of the console when it fails by itself', async () => {
  const { text } = await readToEnd(begin(new CountedSource([new TypeError('x is undefined')])).stream)
  expect(text).toContain('Export stopped after 0 calls: the console failed')
})

it('writes a call a line with the name of its trunk', async () => {
  const { text } = await readToEnd(begin(new CountedSource([archivedCalls(1)]), 'ndjson').stream)
  const [call] = text.split('\n')
  expect(JSON.parse(call ?? '')).toEqual({ ...archivedCalls(1)[0], trunkName: 'Main' })
})

it('reads nothing before its reader does, and then one batch at a time', async () => {
  const source = new CountedSource(Array.from({ length: 5 }, () => archivedCalls(2)))
  const reader = begin(source).stream.getReader()
  await new Promise(setImmediate)
  expect(source.asked).toBe(0)
  await reader.read()
  expect(source.asked).toBe(0)
  await reader.read()
  await reader.read()
  await new Promise(setImmediate)
  expect(source.asked).toBe(2)
})

it('reads a workbook no further ahead than the compressor takes', async () => {
  const source = new CountedSource(Array.from({ length: 200 }, () => archivedCalls(500)))
  const reader = begin(source, 'xlsx').stream.getReader()
  for (let chunk = 0; chunk < 4; chunk += 1) await reader.read()
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(source.asked).toBeLessThan(8)
  await reader.cancel()
})

it('lets others have their turn after every batch', async () => {
  let turns = 0
  const count = () => {
    turns += 1
    if (turns < 1_000) setImmediate(count)
  }
  setImmediate(count)
  await readToEnd(begin(new CountedSource(Array.from({ length: 20 }, () => archivedCalls(2)))).stream)
  expect(turns).toBeGreaterThanOrEqual(20)
})

it.each(exportFormats)(
  '%s that is given up ends its source at once, also while that is waited for',
  async (format) => {
    const source = new CountedSource([archivedCalls(2), 'hang'])
    const { stream, ends } = begin(source, format)
    const reader = stream.getReader()
    await reader.read()
    const waiting = (async () => {
      while (!(await reader.read()).done);
    })()
    await vi.waitFor(() => expect(source.asked).toBe(2))
    await reader.cancel()
    await waiting
    expect(source.isEnded).toBe(true)
    expect(ends).toEqual([{ kind: 'left' }])
  },
)

it('is over when the reader has gone before the first byte, or before it began', async () => {
  const source = new CountedSource([archivedCalls(2)])
  const { stream, ends, leaving } = begin(source)
  leaving.abort()
  expect(source.isEnded).toBe(true)
  expect(ends).toEqual([{ kind: 'left' }])
  await expect(stream.getReader().read()).rejects.toThrow()
  await expect(stream.cancel().catch(() => undefined)).resolves.toBeUndefined()

  const late = new CountedSource([archivedCalls(2)])
  const onOver = vi.fn()
  exportFile(late, { format: 'csv', raw: true, trunkNames: new Map() }, { signal: leaving.signal, onOver })
  expect(onOver).toHaveBeenCalledOnce()
  expect(late.isEnded).toBe(true)
  expect(ends).toHaveLength(1)
})
