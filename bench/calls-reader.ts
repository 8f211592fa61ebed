import { operations } from '../lib/calls/operations'
import { benchProject } from './calls-model'
import { readerOf } from './calls-place'
import { cases } from './calls-search'
import { timed } from './client'

/** Searches an archive at a steady rate in a process of its own until it is told to stop, and then tells how long each search took. */
const [perSecond = '10', file = '', url] = process.argv.slice(2)
const { archive, close } = readerOf({ file, url })
const times: number[] = []
let isOver = false
process.on('message', () => (isOver = true))
const searches = cases()
for (let index = 0; !isOver; index += 1) {
  const next = searches[(index * 7 + process.pid) % searches.length]
  if (!next) break
  const began = performance.now()
  const request = { projectId: benchProject, ...next, limit: 50 }
  times.push(await timed(() => operations.search(archive, request)))
  const pause = 1000 / Number(perSecond) - (performance.now() - began)
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, pause)))
}
process.send?.(times)
await close()
process.disconnect()
