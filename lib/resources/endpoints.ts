import { z } from 'zod'
import { defineResource } from './define'
import { count, flag, instant, required, text } from './fields'

const common = {
  name: required('The name'),
  priority: z.coerce
    .number('The priority is a whole number.')
    .int('The priority is a whole number.')
    .min(1, 'The priority is 1 or more.'),
  transport: z.enum(['UDP', 'TCP', 'TLS']).default('UDP'),
  enabled: z.boolean().default(true),
}

const port = z.coerce
  .number('The port is a number from 1 to 65535.')
  .int('The port is a number from 1 to 65535.')
  .min(1, 'The port is a number from 1 to 65535.')
  .max(65535, 'The port is a number from 1 to 65535.')

// An IP address or a domain name without scheme, port or spaces; the vendor resolves names.
const address = required('The address').regex(
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*\.?$|^[0-9A-Fa-f:.]+$/,
  'Enter an IP address or a domain name, without port or scheme.',
)

const input = z.discriminatedUnion('isRegistered', [
  z.object({ isRegistered: z.literal(false), ...common, address, port: port.default(5060) }),
  z.object({ isRegistered: z.literal(true), ...common, credentialUsername: required('The user name') }),
])

/** SIP endpoints of a trunk: where inbound calls go, by rising priority; equal priorities share calls round-robin. */
export const endpoints = defineResource({
  path: '/trunks/:trunkId/endpoints',
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
  touches: ['trunks'],
  operations: ['list', 'get', 'create', 'replace', 'remove'],
})
