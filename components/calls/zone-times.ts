import { clockAhead, wallClock, type CallWindow } from '@/lib/rules/call-window'

/** How moments are written in one time zone, in the reader's language. */
export interface ZoneTimes {
  /** "1 Mar 2026, 14:05:12 CET" */
  exact: (value: string) => string
  /** "1 Mar, 14:05:12"; with the year when it is another one. */
  moment: (value: string) => string
  /** "14:05:12" */
  clock: (value: string) => string
  /** "1 Mar 2026" */
  day: (value: string) => string
  /** "14:05" */
  hour: (value: string) => string
  /** "Sat 1 Mar" */
  weekday: (value: string) => string
  /** "20 Nov 2026, 14:05 to 21 Nov 2026, 14:05 CET"; both ends name their time where clocks are set in between. */
  window: (window: CallWindow) => string
}

const date = { day: 'numeric', month: 'short' } as const
const minute = { hour: '2-digit', minute: '2-digit' } as const
const second = { ...minute, second: '2-digit' } as const
const year = { year: 'numeric' } as const
const named = { timeZoneName: 'short' } as const

const made = new Map<string | undefined, ZoneTimes>()

/** The times of a zone; undefined is that of whoever runs this. */
export function timesIn(zone: string | undefined): ZoneTimes {
  const known = made.get(zone) ?? makeTimes(zone)
  made.set(zone, known)
  return known
}

function makeTimes(zone: string | undefined): ZoneTimes {
  // Each format is made when it is first needed: making one takes longer than using it a hundred times.
  const format = (options: Intl.DateTimeFormatOptions) => {
    let one: Intl.DateTimeFormat | undefined
    return (value: string) =>
      (one ??= new Intl.DateTimeFormat(undefined, { ...options, timeZone: zone })).format(new Date(value))
  }
  const [thisYear, otherYear] = [format({ ...date, ...second }), format({ ...date, ...year, ...second })]
  const [from, to] = [
    format({ ...date, ...year, ...minute }),
    format({ ...date, ...year, ...minute, ...named }),
  ]
  const aheadAt = (value: string) => clockAhead(Date.parse(value), zone)
  const yearOf = (instant: number) => wallClock(instant, zone)[0]
  return {
    exact: format({ ...date, ...year, ...second, ...named }),
    moment: (value) => (yearOf(Date.parse(value)) === yearOf(Date.now()) ? thisYear : otherYear)(value),
    clock: format(second),
    day: format({ ...date, ...year }),
    hour: format(minute),
    weekday: format({ ...date, weekday: 'short' }),
    window: ({ start, end }) => `${(aheadAt(start) === aheadAt(end) ? from : to)(start)} to ${to(end)}`,
  }
}

/** True when both ends of a window are of today, by the clocks of this zone. */
export function isWithinToday(
  { start, end }: CallWindow,
  zone: string | undefined,
  now = Date.now(),
): boolean {
  const [today, first, last] = [now, Date.parse(start), Date.parse(end)].map((instant) =>
    wallClock(instant, zone).slice(0, 3).join('-'),
  )
  return today === first && today === last
}
