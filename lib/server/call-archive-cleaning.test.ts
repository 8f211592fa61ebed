import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { randomCall, seeded } from '@/tests/random-calls'
import { removeLeftCalls } from './call-archive-cleaning'
import { archiveKey, callArchive } from './call-archive'
import { createProject, findProject, removeProject, projectEtag } from './projects'
import { freshConsole, testDatabases } from './testing'

describe.each(testDatabases)('calls of a removed project on %s', (kind) => {
  let fresh: Awaited<ReturnType<typeof freshConsole>>
  beforeEach(async () => {
    fresh = await freshConsole(kind, { SANDBOX: 'on' })
  })
  afterEach(() => fresh.end())

  it('go with it, and nobody else loses any', async () => {
    const archive = await callArchive()
    const random = seeded(4)
    const calls = Array.from({ length: 2_500 }, (_, index) =>
      randomCall(random, index, Date.now() - 1e8, 1e8),
    )
    const keys: string[] = []
    for (const id of ['one', 'two']) {
      const key = { keyId: 'a-key', keySecret: 'a-secret', skipTest: true }
      await createProject({ name: id, upstream: 'sandbox', projectId: id, ...key })
      keys.push(archiveKey(await findProject(id)))
      await archive.write('write', { projectId: keys.at(-1) ?? '', fence: 1, calls })
    }
    const held = async () =>
      Promise.all(
        keys.map(async (projectId) => (await archive.read('coverage', { projectId, now: Date.now() })).calls),
      )
    await removeLeftCalls()
    expect(await held()).toEqual([2_500, 2_500])
    const one = await findProject('one')
    await removeProject(one, projectEtag(one))
    await removeLeftCalls()
    expect(await held()).toEqual([0, 2_500])
    expect(await archive.read('projectIds', undefined)).toEqual([keys[1]])
    // Words of calls to come get numbers of their own.
    await archive.write('write', { projectId: 'three 3', fence: 1, calls: calls.slice(0, 10) })
    expect(await held()).toEqual([0, 2_500])
  }, 60_000)
})
