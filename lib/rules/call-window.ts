const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** The windows that are offered by name, from narrow to wide. */
export const callPresets = ['15m', '1h', '24h', '7d', '30d', 'month'] as const

/** One of the windows that are offered by name. */
export type CallPreset = (typeof callPresets)[number]

/** The names of the windows in the interface. */
export const presetLabel: Record<CallPreset, string> = {
  '15m': 'Last 15 minutes',
  '1h': 'Last hour',
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  month: 'This month',
}

/** How long the named windows are, but for the month. */
export const presetMs: Record<Exclude<CallPreset, 'month'>, number> = {
  '15m': 15 * minuteMs,
  '1h': hourMs,
  '24h': dayMs,
  '7d': 7 * dayMs,
  '30d': 30 * dayMs,
}

/** A closed stretch of time, both ends as ISO instants. */
export interface CallWindow {
  start: string
  end: string
}

/** The window that a preset means at `now`; a month begins at midnight in `zone`, by default that of whoever runs this. */
export function windowOf(preset: CallPreset, now: number, zone?: string): CallWindow {
  const end = new Date(now)
  const start = preset === 'month' ? monthStart(end, zone) : new Date(now - presetMs[preset])
  return { start: start.toISOString(), end: end.toISOString() }
}

function monthStart(moment: Date, zone: string | undefined): Date {
  if (zone === undefined) return new Date(moment.getFullYear(), moment.getMonth(), 1)
  const [year, month] = wallClock(moment.getTime(), zone)
  return new Date(fromWallClock([year, month, 1, 0, 0, 0], zone))
}

type WallClock = readonly [
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
]

// Making one takes longer than using it a hundred times.
const clocks = new Map<string | undefined, Intl.DateTimeFormat>()

/** What clocks in this zone show at an instant in milliseconds; months count from 1. */
export function wallClock(instant: number, zone: string | undefined): WallClock {
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat('en-GB-u-ca-gregory', {
      timeZone: zone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      hourCycle: 'h23',
    })
  clocks.set(zone, clock)
  const parts = clock.formatToParts(instant)
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)?.value)
  return [part('year'), part('month'), part('day'), part('hour'), part('minute'), part('second')]
}

/**
 * The instant in milliseconds at which clocks in this zone show this. Of a time that comes twice when clocks are set back it is the first;
 * one that is skipped when they are set forward is taken as if they had not been.
 */
export function fromWallClock([year, month, day, hour, minute, second]: WallClock, zone: string): number {
  const wanted = Date.UTC(year, month - 1, day, hour, minute, second)
  const offsetAt = (instant: number) => clockAhead(instant, zone)
  const [before, after] = [wanted - offsetAt(wanted - dayMs), wanted - offsetAt(wanted + dayMs)]
  return before - wanted === -offsetAt(before) ? before : after - wanted === -offsetAt(after) ? after : before
}

const weekMs = 7 * dayMs

/**
 * A stretch of time cut where clocks in this zone are set forward or back, each part with how far ahead of UTC they are meanwhile, in
 * milliseconds. Ends are not part of it. No zone sets its clocks forward and back within a week.
 */
export function clockStretches(
  { start, end }: { start: number; end: number },
  zone: string,
): { start: number; end: number; aheadMs: number }[] {
  const stretches: { start: number; end: number; aheadMs: number }[] = []
  for (let from = start; from < end;) {
    const aheadMs = clockAhead(from, zone)
    let [same, other] = [from, from + weekMs]
    while (same < end && clockAhead(other, zone) === aheadMs) [same, other] = [other, other + weekMs]
    // To the minute: there is one moment between the two at which it changes.
    while (same < end && other - same > minuteMs) {
      const middle = same + Math.floor((other - same) / 2)
      if (clockAhead(middle, zone) === aheadMs) same = middle
      else other = middle
    }
    const to = Math.min(end, Math.ceil(other / minuteMs) * minuteMs)
    stretches.push({ start: from, end: to, aheadMs })
    from = to
  }
  return stretches
}

/** How far clocks in this zone are ahead of UTC at an instant, in milliseconds. */
export function clockAhead(instant: number, zone: string | undefined): number {
  const [year, month, day, hour, minute, second] = wallClock(instant, zone)
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000
}

/** An instant as the value of an `<input type="datetime-local">`, in the zone of whoever runs this. */
export function toLocalInput(instant: string): string {
  const moment = new Date(instant)
  const shifted = new Date(moment.getTime() - moment.getTimezoneOffset() * minuteMs)
  return shifted.toISOString().slice(0, 19)
}

/** The instant that a `datetime-local` value means in the zone of whoever runs this; undefined when it is not a time. */
export function fromLocalInput(value: string): string | undefined {
  const moment = new Date(value)
  return value === '' || Number.isNaN(moment.getTime()) ? undefined : moment.toISOString()
}
