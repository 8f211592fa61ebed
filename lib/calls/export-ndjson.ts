import type { TrunkNames } from './export-columns'
import type { ExportRun } from './export-run'

/** One JSON object a line: each call as the console's API answers it, with the name of its trunk; the last line says how it ended. */
export async function* ndjsonChunks(
  run: ExportRun,
  { trunkNames }: { trunkNames: TrunkNames },
): AsyncGenerator<Uint8Array> {
  for await (const batch of run.batches()) {
    const lines = batch.map((call) => {
      const trunkName = JSON.stringify(trunkNames.get(call.trunkId) ?? null)
      // A copy of the call with one more field would take as long again as writing it.
      return `${JSON.stringify(call).slice(0, -1)},"trunkName":${trunkName}}\n`
    })
    yield Buffer.from(lines.join(''))
  }
  const { isWhole, calls, why, note } = run
  const end = isWhole ? { end: true, calls, note: note || undefined } : { end: false, calls, reason: why }
  yield Buffer.from(`${JSON.stringify(end)}\n`)
}
