import { z } from 'zod'
import { defineResource } from './define'
import { count, flag, instant, required, text, wholeNumber } from './fields'
import { endpointPlace } from './places'

const common = {
  name: required('The name'),
  priority: wholeNumber('The priority is a whole number, 1 or more.', 1, 999_999_999),
  transport: z.enum(['UDP', 'TCP', 'TLS']).default('UDP'),
  enabled: z.boolean().default(true),
}

const port = wholeNumber('The port is a number from 1 to 65535.', 1, 65535)

const domainLabel = /^(?!-)[A-Za-z0-9-]{1,63}(?<!-)$/

// An IP address or a domain name without scheme, port or spaces; the vendor resolves names.
const address = required('The address', 253).refine(
  isHost,
  'Enter an IP address or a domain name, without port or scheme.',
)

function isHost(value: string): boolean {
  if (z.ipv4().safeParse(value).success || z.ipv6().safeParse(value).success) return true
  const labels = value.replace(/\.$/, '').split('.')
  // What ends in a number is read as an IPv4 address everywhere, and this is none.
  const endsInNumber = /^(?:\d+|0x[\da-f]*)$/i.test(labels[labels.length - 1] ?? '')
  return !endsInNumber && labels.every((label) => domainLabel.test(label))
}

const input = z.discriminatedUnion('isRegistered', [
  z.object({ isRegistered: z.literal(false), ...common, address, port: port.default(5060) }),
  z.object({ isRegistered: z.literal(true), ...common, credentialUsername: required('The user name') }),
])

/** SIP endpoints of a trunk: where inbound calls go, by rising priority; equal priorities share calls round-robin. */
export const endpoints = defineResource({
  ...endpointPlace,
  idParam: 'endpointId',
  listKeys: ['endpoints', 'sipEndpoints'],
  label: { one: 'SIP endpoint', many: 'SIP endpoints' },
  input,
  entity: z.looseObject({
    id: text(),
    trunkId: text(),
    name: text(),
    priority: count(),
    transport: text(),
    enabled: flag(true),
    address: text(),
    port: count(),
    isRegistered: flag(),
    credentialUsername: text(),
    createTime: instant(),
    updateTime: instant(),
    projectId: text(),
  }),
  aliases: { id: ['sipEndpointId'], trunkId: ['sipTrunkId'], credentialUsername: ['credentialUserName'] },
  derived: ['trunkId'],
  operations: ['list', 'get', 'create', 'replace', 'remove'],
})
