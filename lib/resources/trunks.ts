import { z } from 'zod'
import { defineResource } from './define'
import { count, flag, instant, phoneNumber, required, text } from './fields'
import { trunkPlace } from './places'

const input = z
  .object({
    name: required('The name'),
    // The vendor accepts letters, digits and hyphens only; the rest is the rule of a DNS label, which it becomes.
    hostName: required('The host name', 63)
      .regex(/^[A-Za-z0-9-]+$/, 'Use letters, digits and hyphens only: no dots and no spaces.')
      .regex(/^(?!-).*(?<!-)$/, 'A host name begins and ends with a letter or a digit.'),
    enableCallerName: z.boolean().default(false),
    enableCallForward: z.boolean().default(false),
    callForwardNumber: phoneNumber(),
  })
  .refine((trunk) => !trunk.enableCallForward || trunk.callForwardNumber !== '', {
    path: ['callForwardNumber'],
    message: 'Enter the number that calls are forwarded to.',
  })

/** SIP trunks: the connection between the customer's SIP infrastructure and the phone network. */
export const trunks = defineResource({
  ...trunkPlace,
  idParam: 'trunkId',
  listKeys: ['trunks', 'sipTrunks'],
  label: { one: 'SIP trunk', many: 'SIP trunks' },
  input,
  entity: z.looseObject({
    id: text(),
    name: text(),
    hostName: text(),
    domain: text(),
    topLevelDomain: text(),
    callsPerSecond: count(),
    enableCallerName: flag(),
    enableCallForward: flag(),
    callForwardNumber: text(),
    createTime: instant(),
    updateTime: instant(),
    projectId: text(),
  }),
  aliases: { id: ['sipTrunkId'] },
  // The SIP domain follows the host name on the vendor's side, sometimes later than the write.
  derived: ['domain', 'topLevelDomain', 'callsPerSecond'],
  operations: ['list', 'get', 'create', 'replace', 'remove'],
})
