import { fromLocalInput, fromWallClock, wallClock } from '@/lib/rules/call-window'

/** An instant as the value of an `<input type="datetime-local">`, by the clocks of this zone. */
export function toZoneInput(instant: string, zone: string | undefined): string {
  const [years, ...rest] = wallClock(Date.parse(instant), zone)
  const [month, day, hours, minutes, seconds] = rest.map((part) => String(part).padStart(2, '0'))
  return `${String(years).padStart(4, '0')}-${month}-${day}T${hours}:${minutes}:${seconds}`
}

/** The instant at which clocks of this zone show the value of a `datetime-local`; undefined when it is not a time. */
export function fromZoneInput(value: string, zone: string | undefined): string | undefined {
  if (zone === undefined) return fromLocalInput(value)
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?/.exec(value)
  if (!match || Number.isNaN(Date.parse(value))) return undefined
  const [years = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0))
  return new Date(fromWallClock([years, month, day, hours, minutes, seconds], zone)).toISOString()
}
