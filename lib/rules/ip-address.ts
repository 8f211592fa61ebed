const octet = /^(?:0|[1-9]\d{0,2})$/

/** The value of an IPv4 address as a number from 0 to 2³² − 1, e.g. `"10.0.0.1"` → 167772161; undefined for anything else. */
export function addressValue(text: string): number | undefined {
  const parts = text.split('.')
  if (parts.length !== 4) return undefined
  let value = 0
  for (const part of parts) {
    if (!octet.test(part) || Number(part) > 255) return undefined
    value = value * 256 + Number(part)
  }
  return value
}
