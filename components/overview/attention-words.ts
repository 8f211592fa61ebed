import type { Route } from 'next'
import { projectPath } from '@/lib/client/page-path'
import { countText } from '@/lib/format'
import type { AttentionEntry, AttentionKind } from '@/lib/rules/attention'

/** How one kind of trouble is told, and where it is mended. */
export interface AttentionWords {
  tone: 'bad' | 'warn' | 'info'
  title: string
  /** What it means for calls. */
  sentence: string
  /** What stands beside the name of an entry. */
  detail: (entry: AttentionEntry) => string
  /** What the link of an entry does. */
  fix: string
  href: (projectId: string, entry: AttentionEntry) => Route
}

const numbers = ({ detail }: AttentionEntry) => countText(Number(detail), 'number')
const endpointsOf = (projectId: string, { id }: AttentionEntry) => projectPath(projectId, 'trunks', id)
const authorisationOf = (projectId: string, { id }: AttentionEntry) =>
  projectPath(projectId, 'trunks', id, 'authorisation')
const listOf = (projectId: string, { id }: AttentionEntry) =>
  projectPath(projectId, 'access-control-lists', id)

/** The words of each kind of trouble. */
export const attentionWords: Record<AttentionKind, AttentionWords> = {
  no_endpoint: {
    tone: 'bad',
    title: 'Numbers on a trunk without an enabled endpoint',
    sentence: 'Calls to these numbers are answered with 503.',
    detail: numbers,
    fix: 'Add an endpoint',
    href: endpointsOf,
  },
  registered_trap: {
    tone: 'bad',
    title: 'Endpoints that cannot register',
    sentence: 'The user is in no credential list linked to the trunk, so every REGISTER fails with 401.',
    detail: ({ detail }) => `user ${detail}`,
    fix: 'Link its list',
    href: authorisationOf,
  },
  acl_finding: {
    tone: 'bad',
    title: 'Access control lists with wrong or dangerous ranges',
    sentence: 'They let in more than you mean, or less.',
    detail: ({ detail }) => String(detail),
    fix: 'Look at the ranges',
    href: listOf,
  },
  acl_disabled: {
    tone: 'warn',
    title: 'Linked access control lists that are off',
    sentence: 'Their ranges authorise nothing while they are off.',
    detail: ({ detail }) => `linked to ${countText(Number(detail), 'trunk')}`,
    fix: 'Enable or unlink',
    href: listOf,
  },
  no_authorisation: {
    tone: 'warn',
    title: 'Trunks that cannot call out',
    sentence: 'No list is linked and no static endpoint is enabled, so every outbound call is refused.',
    detail: () => '',
    fix: 'Link a list',
    href: authorisationOf,
  },
  single_endpoint: {
    tone: 'warn',
    title: 'Trunks with one enabled endpoint and no fallback',
    sentence:
      'When it is lost, inbound calls end with 503: there is no second endpoint and no call forwarding.',
    detail: numbers,
    fix: 'Add a fallback',
    href: endpointsOf,
  },
  unassigned_numbers: {
    tone: 'info',
    title: 'Phone numbers without a trunk',
    sentence: 'They are paid for and reach nobody through EST.',
    detail: numbers,
    fix: 'Assign them',
    // A search is no part of a typed route.
    href: (projectId) => `${projectPath(projectId, 'phone-numbers')}?unassigned=1` as Route,
  },
  unused_country: {
    tone: 'info',
    title: 'Enabled countries that nobody calls',
    sentence: 'No call of the last 90 days went there; what is not needed is safer off.',
    detail: () => '',
    fix: 'Look at the countries',
    // A search is no part of a typed route.
    href: (projectId, { name }) =>
      `${projectPath(projectId, 'country-permissions')}?q=${encodeURIComponent(name)}` as Route,
  },
}
