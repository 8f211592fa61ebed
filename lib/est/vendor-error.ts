import { ApiError, type ErrorDetails } from '@/lib/errors'
import type { Answer } from './exchange'
import type { ExchangeFailure } from './exchange-failure'

interface VendorWords {
  message: string
  status?: string
  fields?: Record<string, string>
}

/**
 * Reads a refusal in any of the vendor's shapes: `{ code, status, message, details }` of EST, the same below `error` of Numbers,
 * `{ type, title, detail }` of the gateway, or no JSON at all.
 */
export function vendorWords(text: string): VendorWords {
  const body = parsed(text)
  const error = isRecord(body) && isRecord(body.error) ? body.error : body
  if (!isRecord(error)) return { message: '' }
  const message = [error.message, error.detail, error.error_description, error.title].find(
    (words) => typeof words === 'string' && words.trim() !== '',
  )
  const status = [error.status, slugOf(error.type), error.error].find((word) => typeof word === 'string')
  return {
    message: typeof message === 'string' ? message.trim().slice(0, 500) : '',
    status: typeof status === 'string' ? status.slice(0, 64) : undefined,
    fields: violations(error.details),
  }
}

/** The `ApiError` for an answer that is neither a success nor a case for another try. */
export function refusal(answer: Answer, method: string): ApiError {
  const { status: httpStatus } = answer
  const words = vendorWords(answer.text)
  const details: ErrorDetails = { vendorStatus: words.status, vendorHttpStatus: httpStatus }
  const said = words.message === '' ? '' : ` Sinch said: ${sentence(words.message)}`
  if (httpStatus === 401) {
    return new ApiError(
      'upstream_rejected_credentials',
      `Sinch does not accept the key of this project.${said}`,
      details,
    )
  }
  if (httpStatus === 403) {
    return new ApiError(
      'upstream_rejected_credentials',
      `The key of this project may not do this.${said}`,
      details,
    )
  }
  if (httpStatus === 404 && words.status === 'CREDENTIAL_NOT_FOUND' && method !== 'GET') {
    const fields = { credentialUsername: 'No credential list of this project has this user name.' }
    return new ApiError('upstream_rejected', words.message || fields.credentialUsername, {
      ...details,
      fields,
    })
  }
  if (httpStatus === 404) {
    return new ApiError('not_found', words.message || 'Sinch does not know this object.', details)
  }
  if (httpStatus >= 500 && httpStatus !== 501) {
    return new ApiError(
      'upstream_unavailable',
      `Sinch answered with an error (HTTP ${httpStatus}).${said}`,
      details,
    )
  }
  if (httpStatus >= 400) {
    const fields = words.fields ?? fieldsFromMessage(words.message)
    const message = words.message || `Sinch refused the request (HTTP ${httpStatus}) without saying why.`
    return new ApiError('upstream_rejected', message, { ...details, fields })
  }
  if (httpStatus >= 300) {
    const message = `Sinch answered with a redirect (HTTP ${httpStatus}), which is not followed.`
    return new ApiError('upstream_contract', message, { vendorHttpStatus: httpStatus })
  }
  return new ApiError('upstream_contract', `Sinch answered HTTP ${httpStatus}, which was not expected.`, {
    vendorHttpStatus: httpStatus,
  })
}

/** What people call a host: Sinch, or the sandbox, which is the only one on this machine. Its address is for the log. */
export function spokenName(host: string): string {
  return /^(localhost|127\.|\[::1\])/.test(host) ? 'The sandbox' : 'Sinch'
}

/** The `ApiError` for a request that had no answer. */
export function unreachable(failure: ExchangeFailure, host: string): ApiError {
  const name = spokenName(host)
  const words = {
    refused: `${name} refused the connection.`,
    connect_timeout: `${name} could not be reached: the connection timed out.`,
    name: `${name} could not be found: the name ${host.replace(/:\d+$/, '')} has no address.`,
    certificate: `The certificate of ${name.replace('The', 'the')} could not be verified.`,
    timeout: `${name} did not answer in time.`,
    reset: `${name} closed the connection before it had answered.`,
    cancelled: 'The request was cancelled.',
  }[failure.reason]
  return new ApiError('upstream_unavailable', words, { cause: failure })
}

/** True when a 401 speaks of the token, not of the key: then one fresh token is worth one more try. */
export function isTokenRefused(answer: Answer): boolean {
  // The vendor names the case in the header ("expired", RFC 6750's invalid_token) or by the gateway's problem type. A revoked
  // token is an invalid_token too. Any other 401 means the key, and a second try would change nothing.
  return (
    /\bexpired\b|invalid_token/i.test(answer.wwwAuthenticate) ||
    vendorWords(answer.text).status === 'access-token-expired'
  )
}

/** The vendor's words, ended like a sentence. */
function sentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`
}

function fieldsFromMessage(message: string): Record<string, string> | undefined {
  if (/domain name is unavailable/i.test(message)) return { hostName: message }
  if (/username is unavailable/i.test(message)) return { credentials: message }
  return undefined
}

function violations(details: unknown): Record<string, string> | undefined {
  if (!Array.isArray(details)) return undefined
  const found = details
    .filter(isRecord)
    .flatMap(({ fieldViolations }) => (Array.isArray(fieldViolations) ? fieldViolations : []))
    .filter(isRecord)
    .map(({ field, description }): [string, string] => [
      pathOf(field),
      String(description ?? 'Not valid.').slice(0, 300),
    ])
    .filter(([field]) => field !== '')
  return found.length === 0 ? undefined : Object.fromEntries(found.slice(0, 50))
}

// "ipRanges[0].range" becomes "ipRanges.0.range", the way forms name their fields.
function pathOf(field: unknown): string {
  return typeof field === 'string' ? field.replace(/\[(\w+)\]/g, '.$1').slice(0, 100) : ''
}

function slugOf(type: unknown): string | undefined {
  return typeof type === 'string' ? /\/registry\/([a-z-]+)$/.exec(type)?.[1] : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
