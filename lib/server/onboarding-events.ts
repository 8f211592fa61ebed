import 'server-only'
import { setTimeout as delay } from 'node:timers/promises'
import { isClosing } from './closing'
import { log } from './log'
import { readRun, requireRun } from './onboarding-runs'
import type { RouteContext } from './route'
import { readSession } from './session'

const everyMs = 400
const manySteps = 100
/** Looks between two questions whether the reader is still signed in; also the beat that keeps proxies from closing the stream. */
const looksPerCheck = 12
// A browser opens a stream again by itself.
const longestMs = 10 * 60_000

/** How a run goes, as server-sent events: the whole run each time that something of it has changed, until it is over. */
export async function runEvents({ project, params, request }: RouteContext<unknown>): Promise<Response> {
  const runId = params.runId ?? ''
  await requireRun(project, runId)
  const encoder = new TextEncoder()
  const { signal } = request
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text))
      const end = performance.now() + longestMs
      let before = ''
      try {
        send('retry: 1000\n\n')
        for (let look = 1; !signal.aborted && !isClosing() && performance.now() < end; look += 1) {
          const run = await readRun(project, runId)
          const now = JSON.stringify(run)
          if (now !== before) send(`data: ${now}\n\n`)
          before = now
          // What is over or waits for a person changes by nothing that a stream would be needed for.
          if (run.state === 'done' || run.state === 'stopped') break
          if (look % looksPerCheck === 0) {
            if ((await readSession(request.headers)) === null) break
            send(': still here\n\n')
          }
          // A run of a thousand numbers is a long text.
          await delay(run.steps.length > manySteps ? everyMs * 5 : everyMs, undefined, { signal })
        }
      } catch (error) {
        // The browser asks again, and is then told in the usual way.
        if (!signal.aborted) log().warn({ runId, err: error }, 'stream of a run ended')
      }
      if (!signal.aborted) controller.close()
    },
  })
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' },
  })
}
