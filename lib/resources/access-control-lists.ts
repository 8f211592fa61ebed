import { z } from 'zod'
import { defineResource } from './define'
import { count, flag, instant, listOf, optional, required, text, wholeNumber } from './fields'
import { accessControlListPlace } from './places'

const ipv4 = z.ipv4('Enter an IPv4 address, for example 203.0.113.10.')

const ipRangeInput = z.object({
  description: optional(),
  ipAddress: ipv4,
  // The vendor takes a prefix length as a whole number, never a CIDR string.
  range: wholeNumber('The prefix length is a number from 1 to 32.', 1, 32).default(32),
})

const ipRangeEntity = z.looseObject({
  id: text(),
  description: text(),
  ipAddress: text(),
  range: count(),
  accessControlListId: text(),
  createTime: instant(),
  updateTime: instant(),
  projectId: text(),
})

/** Access control lists: the source addresses that may send outbound calls. */
export const accessControlLists = defineResource({
  ...accessControlListPlace,
  idParam: 'accessControlListId',
  listKeys: ['accessControlLists'],
  label: { one: 'access control list', many: 'access control lists' },
  input: z.object({
    name: required('The name'),
    // The published schema calls it optional; leaving it out has been seen to fail.
    enabled: z.boolean().default(true),
    ipRanges: z.array(ipRangeInput).min(1, 'An access control list needs at least one IP range.'),
  }),
  entity: z.looseObject({
    id: text(),
    name: text(),
    enabled: flag(true),
    ipRanges: listOf(ipRangeEntity),
    trunks: listOf(text()),
    createTime: instant(),
    updateTime: instant(),
    projectId: text(),
  }),
  derived: ['trunks', 'ipRanges.id', 'ipRanges.accessControlListId'],
  operations: ['list', 'get', 'create', 'replace', 'remove'],
})

/** The IP ranges of one access control list, changed one by one. */
export const ipRanges = defineResource({
  path: '/accessControlLists/:accessControlListId/ipRanges',
  idParam: 'ipRangeId',
  listKeys: ['ipRanges'],
  label: { one: 'IP range', many: 'IP ranges' },
  input: ipRangeInput,
  entity: ipRangeEntity,
  derived: ['accessControlListId'],
  touches: ['accessControlLists'],
  // There is no read of one range: the list answers for it.
  operations: ['list', 'create', 'replace', 'remove'],
})
