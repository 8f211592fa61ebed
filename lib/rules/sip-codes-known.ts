/** What a code means on a call in one direction, and what to check. */
interface Reading {
  meaning: string
  check: string
}

/** What a final SIP answer means on calls in each direction, where that is known. */
interface SipReadings {
  inbound?: Reading
  outbound?: Reading
}

const closedPorts =
  'Open port 5060 for UDP and TCP and port 5061 for TLS, in both directions, and look whether the address still answers.'
const capture =
  'The packet capture shows the answer with all its headers; a Warning or Reason header often says why.'

const both = (reading: Reading): SipReadings => ({ inbound: reading, outbound: reading })

/**
 * The final answers of SIP that end a call. Inbound calls are answered by an endpoint of the trunk, outbound ones by the vendor or the network
 * behind it, so that the same code asks for another look. What the vendor's diagnosis guide says of a code stands in `sipCodes` and goes first.
 */
export const sipReadings: Readonly<Record<number, SipReadings>> = {
  400: both({ meaning: 'The other side could not read the call.', check: capture }),
  403: {
    inbound: {
      meaning: 'The endpoint refuses calls from the vendor.',
      check:
        'The PBX must accept calls from the vendor’s addresses without a password, and know the trunk they come from.',
    },
  },
  404: {
    inbound: {
      meaning: 'The endpoint does not know the number that was called.',
      check:
        'Look for an inbound route for this number on the PBX, in the form in which it arrives: with a plus and the country code.',
    },
  },
  410: both({
    meaning: 'The number is not in use any more.',
    check: 'Look the number up; it may have been changed or given back.',
  }),
  480: {
    inbound: {
      meaning: 'The endpoint could be reached, but not whoever was called.',
      check: 'Look whether the extension is registered on the PBX and not set to “do not disturb”.',
    },
    outbound: {
      meaning: 'The called party could not be reached at that moment.',
      check:
        'Nothing of yours needs to be wrong: the phone may be off. Where every call to this number fails, tell the vendor.',
    },
  },
  481: both({ meaning: 'The two sides lost track of the call.', check: capture }),
  482: both({
    meaning: 'The call came back to where it had been.',
    check: 'Look for a route or a forwarding that leads back to the trunk.',
  }),
  483: both({
    meaning: 'The call was passed on too often.',
    check: 'Look for a route or a forwarding that leads back to the trunk.',
  }),
  484: both({
    meaning: 'The number that was called is too short.',
    check: 'Send all digits at once, with a plus and the country code.',
  }),
  486: both({ meaning: 'The called party is busy.', check: 'Nothing is wrong with the trunk.' }),
  487: both({
    meaning: 'The caller hung up before the call was answered.',
    check: 'Nothing is wrong with the trunk.',
  }),
  488: both({
    meaning: 'The two sides share no codec, or one of them insists on encryption.',
    check: 'Compare the codecs that the PBX offers with those the vendor takes, and SRTP on both sides.',
  }),
  500: {
    inbound: {
      meaning: 'The PBX failed on this call.',
      check: 'Look into the log of the PBX at the time of the call.',
    },
    outbound: {
      meaning: 'The vendor or the network behind it failed on this call.',
      check: 'Try again. Where it goes on, send the call id to the vendor’s support.',
    },
  },
  502: both({
    meaning: 'The next network answered with nonsense.',
    check: 'Try again. Where it goes on, send the call id to the vendor’s support.',
  }),
  503: {
    outbound: {
      meaning: 'The vendor could not take the call at that moment.',
      check:
        'Try again. Where it goes on, compare the rate of new calls with the CPS of the trunk, then send the call id to the vendor’s support.',
    },
  },
  504: {
    inbound: { meaning: 'The endpoint did not answer in time.', check: closedPorts },
    outbound: {
      meaning: 'The next network did not answer in time.',
      check: 'Try again. Where it goes on, send the call id to the vendor’s support.',
    },
  },
  600: both({
    meaning: 'The called party is busy on every phone.',
    check: 'Nothing is wrong with the trunk.',
  }),
  603: {
    inbound: { meaning: 'Whoever was called declined.', check: 'Nothing is wrong with the trunk.' },
  },
}
