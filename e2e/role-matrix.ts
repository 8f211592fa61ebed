import type { Role } from '../lib/roles'

/** Every route and method with the least role that may use it; a route that is missing here fails the run. */
export const matrix: Record<string, Record<string, Role | 'public'>> = {
  '[...path]': { GET: 'public', POST: 'public', PUT: 'public', DELETE: 'public' },
  health: { GET: 'public' },
  ready: { GET: 'public' },
  setup: { POST: 'public' },
  session: { GET: 'viewer' },
  address: { GET: 'viewer' },
  sessions: { GET: 'viewer' },
  'sessions/[sessionId]': { DELETE: 'viewer' },
  users: { GET: 'admin', POST: 'admin' },
  'users/[userId]': { PUT: 'admin', DELETE: 'admin' },
  projects: { GET: 'viewer', POST: 'admin' },
  'projects/[projectId]': { GET: 'viewer', PUT: 'admin', DELETE: 'admin' },
  'projects/[projectId]/key': { PUT: 'admin' },
  'projects/[projectId]/test': { POST: 'admin' },
  'projects/[projectId]/status': { GET: 'viewer' },
  'projects/[projectId]/overview': { GET: 'viewer' },
  'projects/[projectId]/attention': { GET: 'viewer' },
  'projects/[projectId]/search': { GET: 'viewer' },
  'projects/[projectId]/trunks': { GET: 'viewer', POST: 'operator' },
  'projects/[projectId]/trunks/[trunkId]': { GET: 'viewer', PUT: 'operator', DELETE: 'operator' },
  'projects/[projectId]/trunks/[trunkId]/endpoints': { GET: 'viewer', POST: 'operator' },
  'projects/[projectId]/trunks/[trunkId]/endpoints/[endpointId]': {
    GET: 'viewer',
    PUT: 'operator',
    DELETE: 'operator',
  },
  'projects/[projectId]/trunks/[trunkId]/accessControlLists': { GET: 'viewer', POST: 'operator' },
  'projects/[projectId]/trunks/[trunkId]/accessControlLists/[accessControlListId]': { DELETE: 'operator' },
  'projects/[projectId]/trunks/[trunkId]/credentialLists': { GET: 'viewer', POST: 'operator' },
  'projects/[projectId]/trunks/[trunkId]/credentialLists/[credentialListId]': { DELETE: 'operator' },
  'projects/[projectId]/propagation': { GET: 'viewer' },
  'projects/[projectId]/accessControlLists': { GET: 'viewer', POST: 'operator' },
  'projects/[projectId]/accessControlLists/[accessControlListId]': {
    GET: 'viewer',
    PUT: 'operator',
    DELETE: 'operator',
  },
  'projects/[projectId]/accessControlLists/[accessControlListId]/ipRanges': {
    GET: 'viewer',
    POST: 'operator',
  },
  'projects/[projectId]/accessControlLists/[accessControlListId]/ipRanges/[ipRangeId]': {
    GET: 'viewer',
    PUT: 'operator',
    DELETE: 'operator',
  },
  'projects/[projectId]/credentialLists': { GET: 'viewer', POST: 'operator' },
  'projects/[projectId]/credentialLists/[credentialListId]': {
    GET: 'viewer',
    PUT: 'operator',
    DELETE: 'operator',
  },
  'projects/[projectId]/credentialLists/[credentialListId]/credentials/[username]': {
    PUT: 'operator',
    DELETE: 'operator',
  },
  'projects/[projectId]/credentialLists/[credentialListId]/usage': { GET: 'viewer' },
  'projects/[projectId]/countryPermissions': { GET: 'viewer' },
  'projects/[projectId]/countryPermissions/usage': { GET: 'viewer' },
  'projects/[projectId]/activity': { GET: 'viewer' },
  'projects/[projectId]/addProjects': { POST: 'admin' },
  activity: { GET: 'admin' },
  'projects/[projectId]/countryPermissions/[isoCode]': { GET: 'viewer', PUT: 'operator' },
  'projects/[projectId]/callBlockingRules': { GET: 'viewer', POST: 'operator' },
  'projects/[projectId]/callBlockingRules/[ruleId]': { GET: 'viewer', PUT: 'operator', DELETE: 'operator' },
  'projects/[projectId]/phoneNumbers': { GET: 'viewer' },
  'projects/[projectId]/phoneNumbers/keys': { GET: 'viewer' },
  'projects/[projectId]/phoneNumbers/summary': { GET: 'viewer' },
  'projects/[projectId]/phoneNumbers/export': { GET: 'viewer' },
  'projects/[projectId]/activeNumbers/[phoneNumber]': { GET: 'viewer', PUT: 'operator' },
  'projects/[projectId]/activeNumbers/[phoneNumber]/release': { POST: 'operator' },
  'projects/[projectId]/availableRegions': { GET: 'viewer' },
  'projects/[projectId]/availableNumbers': { GET: 'viewer' },
  'projects/[projectId]/availableNumbers/[phoneNumber]/rent': { POST: 'operator' },
  'projects/[projectId]/unsettledRents': { GET: 'viewer' },
  'projects/[projectId]/unsettledRents/[phoneNumber]': { POST: 'operator', DELETE: 'operator' },
  'projects/[projectId]/jobs': { GET: 'viewer', POST: 'operator' },
  'projects/[projectId]/jobs/[jobId]': { GET: 'viewer' },
  'projects/[projectId]/jobs/[jobId]/resume': { POST: 'operator' },
  'projects/[projectId]/trunks/[trunkId]/connectSheet': { GET: 'viewer' },
  'projects/[projectId]/trunks/[trunkId]/deletePlan': { GET: 'viewer' },
  'projects/[projectId]/accessControlLists/[accessControlListId]/deletePlan': { GET: 'viewer' },
  'projects/[projectId]/credentialLists/[credentialListId]/deletePlan': { GET: 'viewer' },
  'projects/[projectId]/calls': { GET: 'viewer' },
  'projects/[projectId]/calls/export': { GET: 'viewer' },
  'projects/[projectId]/calls/records/[pcapId]/pcap': { GET: 'viewer' },
}

/** A path that names nothing that exists, so that an allowed write changes nothing. */
export function pathOf(route: string): string {
  return `/api/${route
    .replace('[...path]', 'no-such-thing')
    .replace('[projectId]', 'sandbox')
    .replace(/\[\w+\]/g, 'no-such-id')}`
}
