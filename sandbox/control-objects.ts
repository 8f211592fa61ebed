import type { ServiceContext } from './context'
import { growFields } from './objects'
import { collections, type Collection, type Fields, type StoredObject } from './store'
import { storedTime } from './timestamps'

// Fields the service has today; any other name put on an object is one it has grown.
const knownFields = new Set(
  `id name hostName domainLabel topLevelDomain domain callsPerSecond enableCallerName callForwardNumber enableCallForward
  createTime updateTime projectId sipTrunkId priority transport enabled address port isRegistered credentialUsername
  description ipAddress range accessControlListId username digest isoCode continent countryDialingCodes phoneNumber
  countryCode direction callerCountry calleeCountry callerMatch calleeMatch displayName regionCode type capability money
  paymentIntervalMonths nextChargeDate expireAt callbackUrl voice pending sms setupPrice monthlyPrice
  supportingDocumentationRequired`.split(/\s+/),
)

/** Whether a name is that of a collection. */
export function isCollection(name: string): name is Collection {
  return collections.some((collection) => collection === name)
}

/** Changes an object as another program would, behind the back of every client; gives its fields. */
export function changeObject(
  context: ServiceContext,
  collection: Collection,
  id: string,
  changes: Fields,
): Fields | undefined {
  const object = find(context, collection, id)
  if (!object) return undefined
  const { id: _id, ...fields } = changes
  growFields(
    context,
    collection,
    Object.keys(fields).filter((name) => !knownFields.has(name)),
  )
  const touched = 'updateTime' in object.fields ? { updateTime: storedTime(context.clock.now()) } : {}
  const hostName = typeof fields.hostName === 'string' ? fields.hostName : undefined
  const moved =
    typeof fields.sipTrunkId === 'string' && collection === 'phoneNumbers' ? fields.sipTrunkId : undefined
  if (moved !== undefined) delete fields.sipTrunkId
  const renamed = hostName === undefined ? {} : { domainLabel: hostName }
  const saved = {
    ...object,
    parent: moved ?? object.parent,
    natural: hostName?.toLowerCase() ?? object.natural,
    fields: { ...object.fields, ...touched, ...renamed, ...fields },
  }
  context.store.save(saved)
  return { id: saved.id, ...saved.fields }
}

/** Removes an object without asking what depends on it; its children and links go with it. */
export function dropObject(context: ServiceContext, collection: Collection, id: string): boolean {
  const { store } = context
  const object = find(context, collection, id)
  if (!object) return false
  store.transaction(() => {
    for (const child of collections) {
      const selection = { project: object.project, parent: object.id }
      store.list(child, selection).forEach((one) => store.remove(one))
    }
    for (const kind of ['accessControlLists', 'credentialLists'] as const) {
      store.linkedTargets(kind, object.id).forEach((target) => store.unlink(kind, object.id, target))
      store.linkedTrunks(kind, object.id).forEach((trunk) => store.unlink(kind, trunk, object.id))
    }
    store.remove(object)
  })
  return true
}

function find(context: ServiceContext, collection: Collection, id: string): StoredObject | undefined {
  const { store, projectId } = context
  return (
    store.get(collection, id) ??
    store.get(collection, `${projectId}/${id}`) ??
    store.byNatural(collection, id)
  )
}
