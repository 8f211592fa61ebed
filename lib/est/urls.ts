import { ApiError } from '@/lib/errors'

/** Values for the vendor's query; undefined ones are left out. The key may end in `>` or `<`: there the operator is part of the name. */
export type EstQuery = Readonly<Record<string, string | number | readonly string[] | undefined>>

const idPattern = /^[A-Za-z0-9_-]{1,64}$/
const e164Pattern = /^\+[1-9]\d{1,14}$/
// User names are chosen by people and may hold almost anything that can be seen; `.` and `..` would climb out of the path.
const usernamePattern = /^(?!\.{1,2}$)[^\u0000-\u0020\u007f-\u00a0/\\?#%]{1,128}$/u
// A packet capture is named like the call: a ULID or a raw SIP Call-ID.
const captureIdPattern = /^(?!\.{1,2}$)[A-Za-z0-9._@:+~=-]{1,160}$/

const patterns: Readonly<Record<string, RegExp>> = {
  phoneNumber: e164Pattern,
  username: usernamePattern,
  pcapId: captureIdPattern,
}

/**
 * The only place where a vendor URL is made: a fixed template, every part checked and encoded. Throws `bad_request` before anything is
 * sent when a part is not of its form.
 */
export function buildUrl(
  origin: string,
  projectId: string,
  template: string,
  params: Readonly<Record<string, string>>,
  query: EstQuery = {},
): string {
  const path = template.replace(/:(\w+)/g, (_, name: string) => encodedPart(name, params[name]))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue
    for (const one of typeof value === 'object' ? value : [value]) search.append(name, String(one))
  }
  const suffix = search.size > 0 ? `?${search.toString()}` : ''
  return `${origin}/v1/projects/${encodedPart('projectId', projectId)}${path}${suffix}`
}

function encodedPart(name: string, value: string | undefined): string {
  const pattern = patterns[name] ?? idPattern
  if (value === undefined || !pattern.test(value)) {
    throw new ApiError('bad_request', `The ${name} in this address is not of the form that Sinch uses.`)
  }
  return encodeURIComponent(value)
}
