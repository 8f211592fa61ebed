import type { FaultAction } from '../../sandbox/faults'
import { accessControlLists } from '@/lib/resources/access-control-lists'
import { trunkAccessControlLists } from '@/lib/resources/links'
import { trunks } from '@/lib/resources/trunks'
import type { EstClient } from './client'
import type { Fixture } from './sandbox-fixture'

let counter = 0

/** A row of the retry table. */
export type Verb = 'GET' | 'PUT' | 'DELETE' | 'create' | 'create without a look-up' | 'link'

/** A verb with the objects it needs. */
export interface Prepared {
  /** Method and path of the request that meets the fault, as the sandbox sees them. */
  method: string
  path: string
  run(client: EstClient): Promise<unknown>
  /** How many objects or links of the wanted kind there are afterwards. */
  count(): Promise<number>
  /** Replaces ids, so that a log can be compared. */
  plain(line: string): string
}

/** Makes the objects that a verb needs, out of the fault's way. */
export async function prepare(fixture: Fixture, verb: Verb): Promise<Prepared> {
  const { client } = fixture
  const name = `retry-${(counter += 1)}`
  const input = trunks.input.parse({ name, hostName: name })
  const named = async () =>
    (await client.collect(trunks, {})).items.filter(({ hostName }) => hostName === name)
  if (verb === 'create' || verb === 'create without a look-up') {
    const lookup = async () => (await named())[0] ?? null
    return {
      method: 'POST',
      path: '/v1/projects/*/trunks',
      run: (by) => by.create(trunks, {}, input, verb === 'create' ? { lookup } : {}),
      count: async () => (await named()).length,
      plain: (line) => line,
    }
  }
  const trunk = await client.create(trunks, {}, input)
  const path = { trunkId: trunk.id }
  const plain = (line: string) => line.replace(trunk.id, ':id')
  if (verb === 'link') {
    const ipRanges = [{ description: '', ipAddress: '203.0.113.7', range: 32 }]
    const acl = await client.create(accessControlLists, {}, { name, enabled: true, ipRanges })
    return {
      method: 'POST',
      path: '/v1/projects/*/trunks/*/accessControlLists',
      run: (by) => by.addLinks(trunkAccessControlLists, trunk.id, [acl.id]),
      count: async () => (await client.linkedIds(trunkAccessControlLists, trunk.id)).length,
      plain,
    }
  }
  const body = { ...input, name: `${name}-changed` }
  const runs = {
    GET: (by: EstClient) => by.read(trunks, path),
    PUT: (by: EstClient) => by.replace(trunks, path, body, trunk),
    DELETE: (by: EstClient) => by.remove(trunks, path),
  }
  const hasName = async (wanted: string) => (await named()).filter((found) => found.name === wanted).length
  return {
    method: verb,
    path: '/v1/projects/*/trunks/*',
    run: runs[verb],
    count: async () => (verb === 'PUT' ? await hasName(`${name}-changed`) : (await named()).length),
    plain,
  }
}

/** What a verb did under a fault. */
export interface Ran {
  log: string[]
  count: number
  error?: unknown
}

/** Runs a verb with a client that knows nothing yet, under one fault; the log holds what the sandbox saw meanwhile. */
export async function runUnder(
  fixture: Fixture,
  verb: Verb,
  fault: FaultAction,
  count?: number,
): Promise<Ran> {
  const prepared = await prepare(fixture, verb)
  const client = fixture.another()
  await client.list(trunks, {}, { size: 1 })
  await fixture.sandbox.control.faults([
    { method: prepared.method, path: prepared.path, fault, ...(count === undefined ? {} : { count }) },
  ])
  await fixture.sent()
  const error: unknown = await prepared.run(client).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  await fixture.sandbox.control.clearFaults()
  const log = (await fixture.sent()).map(prepared.plain)
  return { log, count: await prepared.count(), error }
}

/** Every row of the table. */
export const verbs: readonly Verb[] = ['GET', 'PUT', 'DELETE', 'create', 'create without a look-up', 'link']
