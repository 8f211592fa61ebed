import { RateBudget, type RatePermit } from './rate-budget'
import { VirtualClock } from './virtual-clock-fixture'

interface Sent {
  name: string
  at: number
  permit: RatePermit
}

/** A rate of thirty at once and ten a second on a clock of its own. */
export function rateOnVirtualClock() {
  const clock = new VirtualClock()
  const budget = new RateBudget({ burst: 30, perSecond: 10 }, clock)

  /** Asks for places, in the background for names that begin so, and notes when each is given or refused. */
  function line() {
    const sent: Sent[] = []
    const refused: { name: string; at: number; error: unknown }[] = []
    const join = (name: string, options: { deadline?: number; signal?: AbortSignal } = {}) => {
      const request = { isBackground: name.startsWith('background'), deadline: 1e9, ...options }
      budget.take(request).then(
        (permit) => void sent.push({ name, at: clock.monotonic(), permit }),
        (error: unknown) => void refused.push({ name, at: clock.monotonic(), error }),
      )
    }
    const many = (name: string, count: number) => {
      for (let index = 1; index <= count; index += 1) join(`${name} ${index}`)
    }
    return { sent, refused, join, many, names: () => sent.map(({ name }) => name) }
  }

  return {
    clock,
    budget,
    line,
    /** Sends so many at once, each answered at once; returns how many that were. */
    async spend(count = 30): Promise<number> {
      const { sent, many } = line()
      many('person', count)
      await clock.pass(0)
      for (const { permit } of sent) permit.answered()
      return sent.length
    },
    /** Sends one that is refused. */
    async refusedOnce(waitMs: number | null = null): Promise<void> {
      const { sent, join } = line()
      join('person')
      while (sent.length === 0) await clock.pass(50)
      sent[0]?.permit.throttled(waitMs)
    },
  }
}
