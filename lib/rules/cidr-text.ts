/** An IP range as the vendor keeps it: an address and a prefix length. */
export interface Cidr {
  ipAddress: string
  range: number
}

/** A range as it is written, e.g. "203.0.113.0/24". Apart from the rest, for lists that only show it: reading one takes a library of 8 kB. */
export function cidrText({ ipAddress, range }: Cidr): string {
  return `${ipAddress}/${range}`
}
