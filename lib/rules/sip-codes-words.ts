// By RFC 3261 and its kin, in lower case.
const words: Readonly<Record<number, string>> = {
  200: 'OK',
  400: 'bad request',
  401: 'credentials asked for',
  402: 'payment required',
  403: 'forbidden',
  404: 'not found',
  405: 'method not allowed',
  406: 'not acceptable',
  407: 'proxy credentials asked for',
  408: 'request timeout',
  410: 'gone',
  415: 'unsupported media type',
  420: 'bad extension',
  480: 'temporarily unavailable',
  481: 'no such call',
  482: 'loop detected',
  483: 'too many hops',
  484: 'address incomplete',
  485: 'ambiguous',
  486: 'busy here',
  487: 'request terminated',
  488: 'not acceptable here',
  491: 'request pending',
  493: 'undecipherable',
  500: 'server error',
  501: 'not implemented',
  502: 'bad gateway',
  503: 'service unavailable',
  504: 'server timeout',
  505: 'SIP version not supported',
  513: 'message too large',
  600: 'busy everywhere',
  603: 'declined',
  604: 'does not exist anywhere',
  606: 'not acceptable',
  607: 'unwanted',
  608: 'rejected',
}

/** The codes that have a name, in their order. */
export const namedSipCodes: readonly number[] = Object.keys(words).map(Number)

/** The short name of a code, e.g. "busy here"; for one that has none, what kind of answer it is. */
export function sipCodeWord(code: number): string {
  const known = words[code]
  if (known !== undefined) return known
  if (code < 200) return 'still under way'
  if (code < 300) return 'accepted'
  if (code < 400) return 'redirected'
  if (code < 500) return 'refused'
  return code < 600 ? 'failed at the other side' : 'refused everywhere'
}
