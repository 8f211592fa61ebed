/** On which message an answer is seen. */
export type SipMessage = 'REGISTER' | 'outbound INVITE' | 'inbound INVITE' | 'any'

/** A SIP answer code in words, with what to check. */
export interface SipCode {
  code: number
  on: SipMessage
  meaning: string
  check: string
}

/** The codes the vendor's diagnosis guide names, the likeliest cause first. */
export const sipCodes: readonly SipCode[] = [
  {
    code: 401,
    on: 'REGISTER',
    meaning: 'The registration was refused.',
    check:
      'Link the credential list to the trunk: without the link every REGISTER fails. Then compare user name and password.',
  },
  {
    code: 403,
    on: 'outbound INVITE',
    meaning: 'The call is not allowed.',
    check:
      'The source address must be in an access control list linked to the trunk, or be a static endpoint of it; the From header must carry the SIP domain of the trunk.',
  },
  {
    code: 404,
    on: 'outbound INVITE',
    meaning: 'The SIP domain is not known.',
    check: 'Send to the SIP domain that the trunk page shows, never to trunk.pstn.sinch.com.',
  },
  {
    code: 407,
    on: 'outbound INVITE',
    meaning: 'A password is asked for.',
    check:
      'This is the normal first answer when a credential list is linked: the PBX must send the call again with user name and password.',
  },
  {
    code: 408,
    on: 'any',
    meaning: 'Nobody answered in time.',
    check: 'Open port 5060 for UDP and TCP and port 5061 for TLS, in both directions.',
  },
  {
    code: 503,
    on: 'inbound INVITE',
    meaning: 'No endpoint could take the call.',
    check:
      'At least one endpoint of the trunk must be enabled, and a registered endpoint must be registered at the moment of the call.',
  },
  {
    code: 603,
    on: 'outbound INVITE',
    meaning: 'More calls per second than the trunk allows.',
    check:
      'Compare the rate of new calls with the CPS of the trunk; only the vendor’s account manager raises it.',
  },
]

/** One thing that may have happened; `code` is missing where the vendor names none. */
export interface Cause {
  code?: number
  meaning: string
  check: string
}

/** What a call's result says. */
export interface ResultExplanation {
  title: string
  meaning: string
  causes: readonly Cause[]
}

const countryBlocked: Cause = {
  meaning: 'The country that was called is not enabled.',
  check:
    'Country permissions hold for the whole project; only the United States and Canada are on from the start.',
}

/**
 * A result in words, with what to check. Call records that are read live carry no SIP code, so a failure lists every published cause for
 * its direction, in the order in which to look.
 */
export function explainResult(call: { callResult: string; direction: string }): ResultExplanation {
  const isInbound = call.direction === 'INBOUND'
  switch (call.callResult) {
    case 'COMPLETED':
      return { title: 'Completed', meaning: 'The call was answered and ended normally.', causes: [] }
    case 'NO_ANSWER':
      return {
        title: 'No answer',
        meaning: isInbound
          ? 'The endpoint was reached, but nobody answered.'
          : 'The called party rang, but did not answer.',
        causes: [],
      }
    case 'CANCEL':
      return { title: 'Cancelled', meaning: 'The caller hung up before the call was answered.', causes: [] }
    case 'BUSY':
      return {
        title: 'Busy',
        meaning: isInbound ? 'The endpoint answered that it is busy.' : 'The called party is busy.',
        causes: [],
      }
    case 'FAILED':
      return {
        title: 'Failed',
        meaning: isInbound
          ? 'The call could not be handed to an endpoint of the trunk.'
          : 'The call was refused or could not be set up.',
        causes: isInbound ? inboundCauses() : outboundCauses(),
      }
    default:
      return {
        title: call.callResult === '' ? 'No result yet' : call.callResult,
        meaning:
          call.callResult === ''
            ? 'The call may still be going on.'
            : 'This result is not among those the vendor has published; it is shown as it came.',
        causes: [],
      }
  }
}

function causesOf(...codes: number[]): Cause[] {
  return codes.flatMap((code) => sipCodes.filter((known) => known.code === code))
}

function inboundCauses(): Cause[] {
  return causesOf(503, 401, 408)
}

function outboundCauses(): Cause[] {
  return [...causesOf(403), countryBlocked, ...causesOf(603, 404, 407, 408)]
}
