import { effectiveSources, outboundCheck, type Authorisation, type Check } from './authorisation'

/** What a sheet is made of. A part is null where it is not known. */
export interface SheetSource {
  trunk: { name: string; domain: string; callsPerSecond: number | null }
  /** In the order in which they are tried. */
  endpoints: readonly SheetEndpoint[] | null
  accessControlLists: Authorisation['accessControlLists'] | null
  credentialLists: Authorisation['credentialLists'] | null
  /** Some of the numbers on the trunk, and how many there are. */
  numbers: { some: readonly string[]; total: number } | null
}

type SheetEndpoint = Authorisation['endpoints'][number] & {
  port: number | null
  transport: string
  priority: number | null
}

/** One name with what goes into the PBX or firewall for it. */
export interface SheetFact {
  name: string
  values: readonly string[]
  /** True for what is copied letter by letter. */
  isExact: boolean
  hint?: string
  /** The vendor's page that says more. */
  href?: string
}

/** Facts that belong together. */
export interface SheetSection {
  title: string
  facts: readonly SheetFact[]
  /** True for what the trunk alone does not tell. */
  isOfLists: boolean
}

/** What to put into the PBX so that it uses a trunk, for the screen, for paper and as Markdown. */
export interface ConnectSheet {
  name: string
  /** As the vendor says it; empty while it does not. */
  domain: string
  headers: readonly { name: string; form: string; holds: string }[]
  sections: readonly SheetSection[]
}

/** The name that old examples give: it belongs to no trunk. */
export const trapDomain = 'trunk.pstn.sinch.com'

/** Why the trap is one, in a sentence or two. */
export const trapText =
  'Calls sent there end in 404. Use the trunk’s own SIP domain in From, To and Request-URI.'

/** Where the vendor says what the media needs. */
export const vendorPage = 'https://developers.sinch.com/docs/est/'

/** The ports of the signalling, as one reads them. */
export const portsText = '5060 UDP/TCP, 5061 TLS'

/** What `E164` stands for in the form of a header. */
export const numberHint =
  '+E164 stands for a number with its plus and country code, for example +14155550100.'

/** The form of the SIP addresses of a trunk. */
export function sipUri(domain: string): string {
  return `sip:+E164@${domain}`
}

/** The sheet of a trunk. */
export function connectSheet(source: SheetSource): ConnectSheet {
  const { name, domain } = source.trunk
  const form = sipUri(domain)
  return {
    name,
    domain,
    headers: [
      { name: 'Request-URI', form, holds: 'The number that is called' },
      { name: 'To', form, holds: 'The number that is called' },
      {
        name: 'From',
        form,
        holds: 'The number that calls; another domain here is refused with 403',
      },
    ],
    sections: [
      { title: 'SIP domain', facts: domainFacts(domain), isOfLists: false },
      { title: 'Outbound calls', facts: outboundFacts(source), isOfLists: true },
      { title: 'Inbound calls', facts: inboundFacts(source), isOfLists: true },
      { title: 'Firewall', facts: firewallFacts, isOfLists: false },
      { title: 'Limits', facts: limitFacts(source.trunk.callsPerSecond), isOfLists: false },
    ],
  }
}

const unread = 'Not known: it could not be read just now.'

function domainFacts(domain: string): SheetFact[] {
  return [
    {
      name: 'Send calls to',
      values: [domain],
      isExact: true,
      hint: `Always this domain, never ${trapDomain}: that one belongs to no trunk, and calls sent there end in 404.`,
    },
    { name: 'UDP and TCP', values: ['Port 5060'], isExact: false },
    { name: 'TLS', values: ['Port 5061'], isExact: false },
  ]
}

const checkWords: Record<Check, string> = {
  refused: 'Nothing: every outbound call is refused until a list is linked to the trunk',
  address: 'Their source IP',
  digest: 'User name and password, from any address',
  both: 'Source IP and password together; one without the other is refused',
}

function outboundFacts({ endpoints, accessControlLists, credentialLists }: SheetSource): SheetFact[] {
  if (endpoints === null || accessControlLists === null || credentialLists === null)
    return [{ name: 'Let through by', values: [unread], isExact: false }]
  const authorisation = { endpoints, accessControlLists, credentialLists }
  const check = outboundCheck(authorisation)
  const facts: SheetFact[] = [{ name: 'Let through by', values: [checkWords[check]], isExact: false }]
  const sources = effectiveSources(authorisation).map(({ text }) => text)
  if (check === 'address' || check === 'both')
    facts.push({
      name: 'Send from',
      values: firstOf(sources),
      isExact: true,
      hint: moreThan(sources.length) ?? 'Calls from any other address are refused with 403.',
    })
  if (credentialLists.length > 0) facts.push(digestFact(credentialLists))
  return facts
}

function digestFact(lists: Authorisation['credentialLists']): SheetFact {
  const users = usersOf(lists)
  return {
    name: users.length === 1 ? 'Digest user' : 'Digest users',
    values: users.length === 0 ? ['The vendor does not name the users of the linked list.'] : firstOf(users),
    isExact: users.length > 0,
    hint: `An INVITE is answered with 407 until it is signed. A password is shown once, when it is made, and is not on this sheet: set a new one in the credential list if it is lost.${users.length > mostShown ? ` ${moreThan(users.length)}` : ''}`,
  }
}

function inboundFacts({ trunk, endpoints, numbers }: SheetSource): SheetFact[] {
  const facts: SheetFact[] =
    endpoints === null
      ? [{ name: 'Go to', values: [unread], isExact: false }]
      : endpoints.length === 0
        ? [{ name: 'Go to', values: ['Nowhere: the trunk has no SIP endpoint.'], isExact: false }]
        : endpoints.slice(0, mostShown).map((endpoint) => endpointFact(endpoint, trunk.domain))
  if (endpoints !== null && endpoints.length > mostShown)
    facts.push({ name: 'More', values: [moreThan(endpoints.length) ?? ''], isExact: false })
  if (numbers !== null && numbers.total > 0)
    facts.push({
      name: numbers.total === 1 ? 'Phone number' : 'Phone numbers',
      values: firstOf(numbers.some),
      isExact: true,
      hint: moreThan(numbers.total),
    })
  return facts
}

function endpointFact(endpoint: SheetEndpoint, domain: string): SheetFact {
  const { name, isRegistered, credentialUsername, address, port, transport, priority, enabled } = endpoint
  const off = enabled ? '' : ' Switched off: it takes no calls.'
  const order = priority === null ? '' : ` Priority ${priority}.`
  if (isRegistered)
    return {
      name,
      values: [domain, credentialUsername],
      isExact: true,
      hint: `Registers by ${transport || 'UDP'} at this registrar, the SIP domain, as this user.${order}${off}`,
    }
  return {
    name,
    values: [`${address.includes(':') ? `[${address}]` : address}:${port ?? 5060}`],
    isExact: true,
    hint: `Listens here by ${transport || 'UDP'}.${order}${off}`,
  }
}

const firewallFacts: SheetFact[] = [
  {
    name: 'Signalling',
    values: ['5060 UDP', '5060 TCP', '5061 TLS'],
    isExact: false,
    hint: 'Open in both directions: a port that is closed one way shows as 408.',
  },
  {
    name: 'Media (RTP)',
    values: ['Needs a range of its own, which the vendor publishes.'],
    isExact: false,
    href: vendorPage,
  },
]

function limitFacts(callsPerSecond: number | null): SheetFact[] {
  return [
    {
      name: 'Calls per second',
      values: [callsPerSecond === null ? 'The vendor does not say.' : String(callsPerSecond)],
      isExact: false,
      hint: 'Outbound calls above it are answered with 603. The vendor’s account manager raises it.',
    },
    {
      name: 'Countries',
      values: ['Switched on for the whole project, not for one trunk.'],
      isExact: false,
      hint: 'A call to a country that is not permitted is refused.',
    },
  ]
}

const mostShown = 10

function firstOf(texts: readonly string[]): string[] {
  return texts.slice(0, mostShown)
}

function moreThan(total: number): string | undefined {
  return total > mostShown ? `These are ${mostShown} of ${total}; the console has the rest.` : undefined
}

function usersOf(lists: Authorisation['credentialLists']): string[] {
  return [...new Set(lists.flatMap(({ credentials }) => credentials.map(({ username }) => username)))]
}
