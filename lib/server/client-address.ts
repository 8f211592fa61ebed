import 'server-only'

/**
 * The address of whoever sent this request. The start command's preload overwrites `x-forwarded-for` from the socket unless the peer is a
 * trusted proxy, so the header is one address and cannot be forged. Unknown outside the standalone server.
 */
export function clientAddress(headers: Headers): string {
  const [first = ''] = (headers.get('x-forwarded-for') ?? '').split(',')
  const address = first.trim().replace(/^::ffff:/i, '')
  return /^[0-9a-f.:]{2,45}$/i.test(address) ? address : 'unknown'
}

/**
 * From where the address is known: a trusted proxy said it, or it is the other end of the connection. Undefined outside the standalone
 * server. The start command's preload writes the header and drops what a client sends under its name.
 */
export function forwardedBy(headers: Headers): 'proxy' | 'connection' | undefined {
  const from = headers.get('x-forwarded-by')
  return from === 'proxy' || from === 'connection' ? from : undefined
}
