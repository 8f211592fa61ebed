/** A written duration in seconds: "90", "1:30", "1:00:00"; null for what is none. */
export function readSeconds(written: string): number | null {
  const match = /^(?:(?:(\d{1,4}):)?(\d{1,4}):)?(\d{1,7})$/.exec(written.trim().replace(/\s*s$/, ''))
  if (!match) return null
  const [hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0))
  return hours * 3600 + minutes * 60 + seconds
}

/** Seconds as they are written: "45", "1:30", "1:00:00". */
export function writtenSeconds(seconds: number): string {
  if (seconds < 60) return String(seconds)
  const parts = [Math.floor((seconds % 3600) / 60), Math.round(seconds % 60)]
  if (seconds < 3600) return `${parts[0]}:${String(parts[1]).padStart(2, '0')}`
  return [Math.floor(seconds / 3600), ...parts.map((part) => String(part).padStart(2, '0'))].join(':')
}

/** A written price, with a point or a comma; null for what is none. */
export function readPrice(written: string): number | null {
  const text = written.trim().replace(',', '.')
  return /^\d{1,9}(\.\d{1,6})?$/.test(text) ? Number(text) : null
}
