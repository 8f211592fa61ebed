import type { Tagged } from '@/lib/client/queries'
import type { EntityOf } from '@/lib/resources/define'
import type { endpoints } from '@/lib/resources/endpoints'

/** A SIP endpoint as the console reads it. */
export type Endpoint = EntityOf<typeof endpoints>

/** An endpoint with the tag that every write of it needs. */
export type TaggedEndpoint = Tagged<Endpoint>

/** Where calls are sent, as it is read out: "203.0.113.9:5061 / TLS", "registers as branch / TCP". */
export function targetText(endpoint: Endpoint): string {
  const { address, port, transport, isRegistered, credentialUsername } = endpoint
  if (isRegistered) return `registers as ${credentialUsername} / ${transport}`
  // An IPv6 address has colons of its own.
  const host = address.includes(':') ? `[${address}]` : address
  return `${host}${port === null ? '' : `:${port}`} / ${transport}`
}
