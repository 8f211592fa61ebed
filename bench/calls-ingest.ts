import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { operations } from '../lib/calls/operations'
import { randomCall, seeded } from '../tests/random-calls'
import { benchEnd, ingestProject, writerOf, type FilledArchive } from './calls-place'
import { quantile, timed } from './client'
import { atLeast, atMost, informs, type Figure } from './report'

const readers = 4
const searchesPerSecond = 10
const [seconds, callsPerBatch] = [20, 500]

/** P22: calls are written as the reading of the vendor writes them, in batches of 500, while four others search ten times a second each. */
export async function ingestFigures(place: FilledArchive): Promise<Figure[]> {
  const idle = await beside(
    place,
    async () => await new Promise((resolve) => setTimeout(resolve, seconds * 1000)),
  )
  const { archive, close } = await writerOf(place)
  const projectId = ingestProject
  const random = seeded(3)
  const locks: number[] = []
  let written = 0
  let elapsed = 0
  try {
    const busy = await beside(place, async () => {
      const began = performance.now()
      for (let batch = 0; performance.now() - began < seconds * 1000; batch += 1) {
        // As they come from the vendor: the calls of one minute after those of the one before.
        const start = benchEnd + batch * 60_000
        const calls = Array.from({ length: callsPerBatch }, (_, index) =>
          randomCall(random, batch * callsPerBatch + index, start, 60_000),
        )
        locks.push(await timed(() => operations.write(archive, { projectId, fence: 1, calls })))
        written += calls.length
      }
      elapsed = (performance.now() - began) / 1000
    })
    const [before, during] = [quantile(idle, 0.99), quantile(busy, 0.99)]
    return [
      atLeast('P22', 'calls written beside four readers', written / elapsed, 5_000, 'a second'),
      atMost(
        'P22',
        'a batch of 500, which is as long as the write lock is held: slowest',
        Math.max(...locks),
        150,
        'ms',
      ),
      informs('P22', '… and its median', quantile(locks, 0.5), 'ms'),
      atMost('P22', 'searches meanwhile: p99 against p99 without', during / before, 2, '×'),
      informs('P22', '… p99 meanwhile', during, 'ms'),
      informs('P22', '… p99 without', before, 'ms'),
    ]
  } finally {
    for (let left = true; left;) left = (await operations.removeProject(archive, { projectId })).hasMore
    await close()
  }
}

/** The times of all searches that the readers made while some work was done. */
async function beside({ file, url }: FilledArchive, work: () => Promise<unknown>): Promise<number[]> {
  const script = join(import.meta.dirname, 'calls-reader.ts')
  const args = [String(searchesPerSecond), file, ...(url === undefined ? [] : [url])]
  const children = Array.from({ length: readers }, () =>
    fork(script, args, { execArgv: ['--import', 'tsx'] }),
  )
  // They have their first searches behind them when it begins.
  await new Promise((resolve) => setTimeout(resolve, 4_000))
  await work()
  const answers = children.map(async (child) => {
    const answer = once(child, 'message')
    child.send('stop')
    const [times] = await answer
    return Array.isArray(times) ? times.map(Number).slice(searchesPerSecond) : []
  })
  return (await Promise.all(answers)).flat()
}
