import { setHorizon } from './calls/horizon'
import type { ServiceContext } from './context'
import { permitFirstCountries } from './country-permissions'
import { stockInventory } from './numbers/inventory'
import { seedCalls } from './seed-calls'
import { demonstrate } from './seed-demonstration'
import { seedBulk, type BulkCounts } from './seed-bulk'
import { storedTime } from './timestamps'

// Host names and a user name of other customers, so that "taken" can happen.
const foreignHostNames = ['acme', 'contoso', 'globex', 'initech', 'taken']
const foreignUsernames = ['acme-pbx', 'taken']

/** How many things of each kind a seeding made. */
export type SeedReport = Record<string, number>

/** Gives an empty database what every project of the vendor has from its first day; does nothing else. */
export function prepare(context: ServiceContext): void {
  const { store, projectId } = context
  if (store.count('countryPermissions', { project: projectId }) > 0) return
  store.transaction(() => {
    permitFirstCountries(context)
    stockInventory(context)
    for (const hostName of foreignHostNames) {
      const createTime = storedTime(context.clock.now())
      const fields = { name: hostName, hostName, domainLabel: hostName, createTime, updateTime: null }
      store.insert({ collection: 'trunks', id: context.newId(), project: 'other', natural: hostName, fields })
    }
    for (const username of foreignUsernames) {
      const fields = { username }
      store.insert({
        collection: 'credentials',
        id: context.newId(),
        project: 'other',
        natural: username,
        fields,
      })
    }
  })
}

/** Whether the project has nothing of its own yet. */
export function isEmpty(context: ServiceContext): boolean {
  return context.store.count('trunks', { project: context.projectId }) === 0
}

/** Makes the demonstration: trunks, lists, numbers and rules once, then `calls` calls over 30 days. */
export async function seedDemonstration(context: ServiceContext, calls = 20_000): Promise<SeedReport> {
  prepare(context)
  const made = isEmpty(context) ? context.store.transaction(() => demonstrate(context)) : {}
  return { ...made, calls: await seedCalls(context, calls) }
}

/** Makes many objects at once, for tests of size. */
export async function seedMany(context: ServiceContext, counts: BulkCounts): Promise<SeedReport> {
  prepare(context)
  const made = context.store.transaction(() => seedBulk(context, counts))
  return counts.calls ? { ...made, calls: await seedCalls(context, counts.calls) } : made
}

/** Takes everything away but what every project has. */
export function resetSandbox(context: ServiceContext): void {
  context.store.clear()
  context.database.exec('delete from calls')
  setHorizon(context.database, null)
  context.database.exec("delete from settings where name like 'grown:%'")
  prepare(context)
}
