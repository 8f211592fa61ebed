import type { TrafficSettings } from './traffic'

/** The calls that keep coming in the demonstration: one every nine seconds, whose end and price are known after two minutes at most. */
export const liveCalls: TrafficSettings = {
  everyMs: 9_000,
  straying: 0.6,
  lateMs: 0,
  amendMs: 120_000,
  reprice: 0,
  // Whoever moves the clock by days does not ask for the calls of those days.
  longestJumpMs: 60_000,
}
