const longestWaitMs = 60_000
/** One that lived this long has not failed at its start: the waits begin anew. */
const steadyMs = 60_000

/** How a server ended, for people. */
export function describeEnd({ code, signal }) {
  return signal ? `killed by ${signal}` : `exit code ${code}`
}

/**
 * A sandbox that is started again whenever it ends, later each time: the console works without it, so its end must not end the console.
 * `start` makes one, `say` prints a line, `advice` is what to do when it cannot start.
 */
export function keepSandbox({ start, say, advice, firstWaitMs = 1_000 }) {
  let current
  let timer
  let stopping = false
  let waitMs = firstWaitMs
  const begin = () => {
    const began = Date.now()
    current = start()
    void current.ended.then((end) => {
      if (stopping) return
      if (Date.now() - began >= steadyMs) waitMs = firstWaitMs
      const seconds = Math.max(1, Math.round(waitMs / 1_000))
      const what = `The sandbox ended (${describeEnd(end)}). The console stays up; the sandbox is started again in ${seconds} s.`
      say(end.signal ? what : `${what} ${advice}`)
      timer = setTimeout(begin, waitMs)
      waitMs = Math.min(waitMs * 2, longestWaitMs)
    })
  }
  begin()
  return {
    async stop() {
      stopping = true
      clearTimeout(timer)
      await current.stop()
    },
  }
}
