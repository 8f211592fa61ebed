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

const presetMs: Record<Exclude<CallPreset, 'month'>, number> = {
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

/** The window that a preset means at `now`; a month begins at midnight in the zone of whoever runs this. */
export function windowOf(preset: CallPreset, now: number): CallWindow {
  const end = new Date(now)
  const start =
    preset === 'month' ? new Date(end.getFullYear(), end.getMonth(), 1) : new Date(now - presetMs[preset])
  return { start: start.toISOString(), end: end.toISOString() }
}

/** The narrowest preset that reaches clearly further back than this window; undefined when none does. */
export function widerPreset({ start, end }: CallWindow): Exclude<CallPreset, 'month'> | undefined {
  const length = Date.parse(end) - Date.parse(start)
  return (['1h', '24h', '7d', '30d'] as const).find((preset) => presetMs[preset] > length * 1.5)
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
