import { sipReadings } from './sip-codes-known'
import { resultTitle } from './sip-codes-results'
import { sipCodeWord } from './sip-codes-words'

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

/** What is looked at of a call to explain it; without a SIP code every published cause for its direction is named. */
export interface ExplainedCall {
  callResult: string
  direction: string
  sipCode?: number | null
}

/**
 * A result in words, with what to check. A failed call whose SIP code is known is explained by it; without the code, as in records that are
 * read live, a failure lists every published cause for its direction, in the order in which to look.
 */
export function explainResult(call: ExplainedCall): ResultExplanation {
  return {
    title: resultTitle(call.callResult),
    meaning: meaningOf(call),
    causes: call.callResult === 'FAILED' ? failureCauses(call) : [],
  }
}

function meaningOf(call: ExplainedCall): string {
  const isInbound = call.direction === 'INBOUND'
  switch (call.callResult) {
    case 'COMPLETED':
      return 'The call was answered and ended normally.'
    case 'NO_ANSWER':
      return isInbound
        ? 'The endpoint was reached, but nobody answered.'
        : 'The called party rang, but did not answer.'
    case 'CANCEL':
      return 'The caller hung up before the call was answered.'
    case 'BUSY':
      return isInbound ? 'The endpoint answered that it is busy.' : 'The called party is busy.'
    case 'FAILED':
      return failureMeaning(call)
    case '':
      return 'The call may still be going on.'
    default:
      return 'This result is not among those the vendor has published; it is shown as it came.'
  }
}

function failureMeaning({ direction, sipCode }: ExplainedCall): string {
  if (typeof sipCode === 'number') {
    const who =
      direction === 'INBOUND'
        ? 'An endpoint of the trunk, or the vendor for it,'
        : 'The vendor or the network behind it'
    return `${who} answered ${sipCode}, ${sipCodeWord(sipCode)}.`
  }
  return direction === 'INBOUND'
    ? 'The call could not be handed to an endpoint of the trunk.'
    : 'The call was refused or could not be set up.'
}

function failureCauses({ direction, sipCode }: ExplainedCall): readonly Cause[] {
  const published = direction === 'INBOUND' ? inboundCauses() : outboundCauses()
  if (typeof sipCode !== 'number') return published
  const own = causeOf(sipCode, direction)
  if (!own) return published
  // No code is published for a country that is not enabled; these two are answers of a vendor that refuses.
  const mayBeCountry = direction !== 'INBOUND' && (sipCode === 403 || sipCode === 603)
  return mayBeCountry ? [own, countryBlocked] : [own]
}

/** What one code means on a call in this direction: by the vendor's guide where that names it for such calls, else by the standard. */
function causeOf(code: number, direction: string): Cause | undefined {
  const isInbound = direction === 'INBOUND'
  const published = sipCodes.find((known) => known.code === code)
  const other = isInbound ? 'outbound INVITE' : 'inbound INVITE'
  if (published && published.on !== other) return published
  const reading = sipReadings[code]?.[isInbound ? 'inbound' : 'outbound']
  return reading && { code, ...reading }
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
