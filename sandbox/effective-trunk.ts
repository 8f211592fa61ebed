import type { ServiceContext } from './context'
import type { Edge, PendingChange, Propagation } from './propagation'
import type { Fields, LinkKind, StoredObject } from './store'
import { text } from './body'

/**
 * What the SIP edge works by for one trunk, and what it does not know yet; undefined for a trunk that neither the edge nor the service
 * has. Reads of the service itself never wait for the edge.
 */
export function effectiveTrunk(
  context: ServiceContext,
  propagation: Propagation,
  trunkId: string,
): Fields | undefined {
  const { store, projectId } = context
  const edge = propagation.edge(store)
  const known = own(edge.get('trunks', trunkId), projectId)
  if (!known && !own(store.get('trunks', trunkId), projectId)) return undefined
  const pending = propagation.pending().filter(isAbout(context, edge, trunkId))
  const last = Math.max(0, ...pending.map(({ effectiveAt }) => effectiveAt))
  return {
    trunkId,
    isEffective: pending.length === 0,
    effectiveAt: pending.length === 0 ? null : new Date(last).toISOString(),
    remainingMs: pending.length === 0 ? 0 : last - context.clock.now(),
    pending: pending.map(shownChange),
    edge: known ? shownTrunk(edge, known) : null,
  }
}

/** A change on its way, as the control interface shows it. */
export function shownChange({ subject, changedAt, effectiveAt }: PendingChange): Fields {
  return {
    ...subject,
    changedAt: new Date(changedAt).toISOString(),
    effectiveAt: new Date(effectiveAt).toISOString(),
  }
}

function own(object: StoredObject | undefined, project: string): StoredObject | undefined {
  return object?.project === project ? object : undefined
}

/** Changes of the trunk, its endpoints and links, and of the lists that are linked to it here or at the edge. */
function isAbout({ store }: ServiceContext, edge: Edge, trunkId: string): (change: PendingChange) => boolean {
  const lists = (['accessControlLists', 'credentialLists'] as const).flatMap((kind: LinkKind) => [
    ...store.linkedTargets(kind, trunkId),
    ...edge.linked(kind, trunkId),
  ])
  const about = new Set([trunkId, ...lists])
  return ({ subject }) =>
    'link' in subject ? subject.trunk === trunkId : about.has(subject.id) || about.has(subject.parent)
}

function shownTrunk(edge: Edge, trunk: StoredObject): Fields {
  const { name, domainLabel, callsPerSecond, enableCallForward, callForwardNumber } = trunk.fields
  const children = (collection: 'endpoints' | 'ipRanges' | 'credentials', parent: string) =>
    edge.children(collection, trunk.project, parent)
  const listsOf = (kind: LinkKind) =>
    edge.linked(kind, trunk.id).flatMap((id) => {
      const list = edge.get(kind, id)
      return list ? [list] : []
    })
  return {
    name,
    domain: `${text(domainLabel)}.pstn.sinch.com`,
    callsPerSecond,
    enableCallForward,
    callForwardNumber,
    endpoints: children('endpoints', trunk.id).map(({ id, fields }) => ({ id, ...withoutTimes(fields) })),
    accessControlLists: listsOf('accessControlLists').map(({ id, fields }) => ({
      id,
      name: fields.name,
      enabled: fields.enabled,
      ipRanges: children('ipRanges', id).map(({ fields: { ipAddress, range } }) => ({ ipAddress, range })),
    })),
    credentialLists: listsOf('credentialLists').map(({ id, fields }) => ({
      id,
      name: fields.name,
      usernames: children('credentials', id).map(({ fields: { username } }) => username),
    })),
  }
}

function withoutTimes(fields: Fields): Fields {
  const { createTime: _made, updateTime: _changed, projectId: _project, sipTrunkId: _trunk, ...rest } = fields
  return rest
}
