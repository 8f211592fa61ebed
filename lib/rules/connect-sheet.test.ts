import { describe, expect, it } from 'vitest'
import { connectSheet, trapDomain, type SheetSource } from './connect-sheet'
import { connectSheetMarkdown } from './connect-sheet-markdown'

const endpoint = {
  id: 'E1',
  name: 'SBC Malmö',
  enabled: true,
  isRegistered: false,
  address: '203.0.113.70',
  port: 5061,
  transport: 'TLS',
  priority: 1,
  credentialUsername: '',
}
const range = (ipAddress: string, prefix: number) => ({ ipAddress, range: prefix, description: '' }) as never // an entity has more fields, which the sheet does not read
const source: SheetSource = {
  trunk: { name: 'pbx-malmo', domain: 'pbx-malmo.pstn.sinch.com', callsPerSecond: 1 },
  endpoints: [endpoint],
  accessControlLists: [{ id: 'A1', name: 'Office', enabled: true, ipRanges: [range('203.0.113.64', 28)] }],
  credentialLists: [],
  numbers: { some: ['+46701234567'], total: 1 },
}
const users = (...names: string[]) => [
  { id: 'C1', name: 'Desks', credentials: names.map((username) => ({ id: username, username })) },
]

const fact = (given: SheetSource, name: string) =>
  connectSheet(given)
    .sections.flatMap(({ facts }) => facts)
    .find((each) => each.name === name)

describe('the connect sheet', () => {
  it('gives the domain that the vendor gave, in every header, and warns of the one that is never right', () => {
    const sheet = connectSheet(source)
    expect(sheet.headers.map(({ name, form }) => [name, form])).toEqual(
      ['Request-URI', 'To', 'From'].map((name) => [name, 'sip:+E164@pbx-malmo.pstn.sinch.com']),
    )
    expect(sheet.headers[2]?.holds).toContain('403')
    expect(fact(source, 'Send calls to')).toMatchObject({ values: ['pbx-malmo.pstn.sinch.com'] })
    expect(fact(source, 'Send calls to')?.hint).toContain(trapDomain)
    expect(fact(source, 'Send calls to')?.hint).toContain('404')
  })

  it('says by what outbound calls are let through', () => {
    expect(fact(source, 'Let through by')?.values).toEqual(['Their source IP'])
    expect(fact(source, 'Send from')?.values).toEqual(['203.0.113.64/28', '203.0.113.70/32'])
    expect(fact(source, 'Digest user')).toBeUndefined()

    const both = { ...source, credentialLists: users('desk-1') }
    expect(fact(both, 'Let through by')?.values[0]).toMatch(/^Source IP and password together/)
    expect(fact(both, 'Digest user')).toMatchObject({ values: ['desk-1'], isExact: true })

    const digest = { ...both, accessControlLists: [] }
    expect(fact(digest, 'Let through by')?.values[0]).toMatch(/^User name and password/)
    expect(fact(digest, 'Send from')).toBeUndefined()

    const nothing = { ...source, accessControlLists: [], endpoints: [] }
    expect(fact(nothing, 'Let through by')?.values[0]).toContain('every outbound call is refused')
  })

  it('says so where the vendor does not name the users of a linked list', () => {
    const unnamed = fact({ ...source, credentialLists: users() }, 'Digest users')
    expect(unnamed).toMatchObject({ isExact: false })
    expect(unnamed?.values[0]).toContain('does not name')
  })

  it('names registrar and user of a PBX that registers, and address and port of one that does not', () => {
    expect(fact(source, 'SBC Malmö')).toMatchObject({ values: ['203.0.113.70:5061'] })
    const registering = { ...endpoint, isRegistered: true, address: '', credentialUsername: 'desk-1' }
    const registered = fact({ ...source, endpoints: [registering] }, 'SBC Malmö')
    expect(registered?.values).toEqual(['pbx-malmo.pstn.sinch.com', 'desk-1'])
    expect(registered?.hint).toContain('Registers by TLS')
    const off = fact({ ...source, endpoints: [{ ...endpoint, enabled: false }] }, 'SBC Malmö')
    expect(off?.hint).toContain('Switched off')
    const six = fact({ ...source, endpoints: [{ ...endpoint, address: '2001:db8::7' }] }, 'SBC Malmö')
    expect(six?.values).toEqual(['[2001:db8::7]:5061'])
    expect(fact({ ...source, endpoints: [] }, 'Go to')?.values[0]).toContain('Nowhere')
  })

  it('says what is not known instead of leaving it out', () => {
    const parts = { endpoints: null, accessControlLists: null, credentialLists: null, numbers: null }
    const unread = { ...source, ...parts }
    expect(fact(unread, 'Let through by')?.values[0]).toContain('Not known')
    expect(fact(unread, 'Go to')?.values[0]).toContain('Not known')
    const quiet = { ...source, trunk: { ...source.trunk, callsPerSecond: null } }
    expect(fact(quiet, 'Calls per second')?.values).toEqual(['The vendor does not say.'])
  })

  it('shows ten of many and says of how many', () => {
    const some = Array.from({ length: 10 }, (_, at) => `+4670123456${at}`)
    const many = fact({ ...source, numbers: { some, total: 1200 } }, 'Phone numbers')
    expect(many?.values).toHaveLength(10)
    expect(many?.hint).toContain('10 of 1200')
  })

  it('invents no address and no port range for the media', () => {
    const media = fact(source, 'Media (RTP)')
    expect(media?.href).toBe('https://developers.sinch.com/docs/est/')
    expect(media?.values.join(' ')).not.toMatch(/\d/)
  })
})

describe('the sheet as Markdown', () => {
  it('holds every section, the table of headers and how far it can be relied upon', () => {
    const text = connectSheetMarkdown(connectSheet(source), 'Read at noon.')
    expect(text).toMatch(/^# pbx-malmo: what the PBX needs\n\nRead at noon\.\n/)
    for (const title of ['SIP domain', 'Headers of an outbound INVITE', 'Outbound calls', 'Inbound calls'])
      expect(text).toContain(`\n## ${title}\n`)
    expect(text).toContain('| From | `sip:+E164@pbx-malmo.pstn.sinch.com` | The number that calls')
    expect(text).toContain('5060 UDP, 5060 TCP, 5061 TLS')
    expect(text).toContain('<https://developers.sinch.com/docs/est/>')
    expect(text).toMatch(/Calls per second:\*\* 1\n.*603/)
    expect(text).toContain('whole project')
    expect(text).not.toMatch(/\n{3}/)
  })

  it.each([
    ['a_user', '`a_user`'],
    ['back`tick', '`` back`tick ``'],
    ['``', '``` `` ```'],
    ['two\nlines', '`two lines`'],
  ])('shows the user %j letter by letter', (name, shown) => {
    const text = connectSheetMarkdown(connectSheet({ ...source, credentialLists: users(name) }), '')
    expect(text).toContain(`- **Digest user:** ${shown}\n`)
  })

  it('lets no name become markup', () => {
    const trunk = { ...source.trunk, name: '<img> *x* [a](b)\n# c' }
    const [first] = connectSheetMarkdown(connectSheet({ ...source, trunk }), '').split('\n')
    expect(first).toBe('# \\<img\\> \\*x\\* \\[a\\](b) \\# c: what the PBX needs')
  })

  it('never holds a password', () => {
    const credentials = [{ id: '1', username: 'desk-1', password: 'Top-secret-1234' }]
    const given = { ...source, credentialLists: [{ id: 'C1', name: 'Desks', credentials }] }
    expect(connectSheetMarkdown(connectSheet(given), '')).not.toContain('Top-secret')
  })
})
