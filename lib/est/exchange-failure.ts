/** Why there is no answer. When nothing was sent the request can be sent again whatever it is. */
export class ExchangeFailure extends Error {
  override readonly name = 'ExchangeFailure'

  constructor(
    readonly reason:
      'refused' | 'connect_timeout' | 'name' | 'certificate' | 'timeout' | 'reset' | 'cancelled',
    readonly wasSent: boolean,
    cause: unknown,
  ) {
    super(reason, { cause })
  }
}

/** What undici's error says of the exchange. */
export function failureOf(error: unknown): ExchangeFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return new ExchangeFailure('connect_timeout', false, error)
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return new ExchangeFailure('name', false, error)
  if (['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'].includes(code)) {
    return new ExchangeFailure('refused', false, error)
  }
  if (isConnecting(error)) return new ExchangeFailure('connect_timeout', false, error)
  if (/CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL/.test(code)) {
    return new ExchangeFailure('certificate', false, error)
  }
  if (code === 'UND_ERR_BODY_TIMEOUT') return new ExchangeFailure('timeout', true, error)
  return new ExchangeFailure('reset', true, error)
}

/** True when no connection came about, at any of several addresses: their errors come together, under the code of the first. */
function isConnecting(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(isConnecting)
  return error instanceof Error && 'syscall' in error && error.syscall === 'connect'
}
