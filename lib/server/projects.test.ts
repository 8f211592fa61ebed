import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forgetCollections, projectKey } from './collections'
import {
  changeProject,
  createProject,
  findProject,
  publicProject,
  removeProject,
  replaceProjectKey,
} from './projects'
import { database } from './storage'
import { freshConsole, testDatabases } from './testing'
import { estClient } from './upstream'

const input = {
  name: 'Acme',
  upstream: 'sinch',
  projectId: 'acme-1',
  keyId: 'key-1',
  keySecret: 'canary-secret-1',
} as const

describe.each(testDatabases)('projects on %s', (kind) => {
  let fresh: Awaited<ReturnType<typeof freshConsole>>
  beforeEach(async () => {
    fresh = await freshConsole(kind, { EST_AUTH_URL: 'https://auth.one.example' })
  })
  afterEach(async () => {
    forgetCollections('acme-1')
    await fresh.end()
  })

  it('an id can be added once, by however many at the same time', async () => {
    const made = await Promise.allSettled(Array.from({ length: 20 }, () => createProject(input)))
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of made)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'conflict', status: 409 })
  })

  it('what is shown never holds the secret, not even sealed', async () => {
    const project = await createProject(input)
    expect(JSON.stringify(publicProject(project))).not.toMatch(/canary|sealed|v1\./)
    expect(project.sealedSecret).not.toContain('canary')
  })

  it('another token host makes the stored secret unusable until it is entered again (S13)', async () => {
    await createProject(input)
    await fresh.restart()
    process.env.EST_AUTH_URL = 'https://auth.two.example'
    const project = await findProject('acme-1')
    expect(publicProject(project).keyUsable).toBe(false)
    await expect(estClient(project)).rejects.toMatchObject({ code: 'upstream_rejected_credentials' })
    // Not even a row that was changed to claim the new host opens it.
    const { db } = await database()
    await db.updateTable('projects').set({ tokenOrigin: 'https://auth.two.example' }).execute()
    await expect(estClient(await findProject('acme-1'))).rejects.toMatchObject({
      code: 'upstream_rejected_credentials',
    })
    const current = await findProject('acme-1')
    const again = await replaceProjectKey(current, publicProject(current).etag, {
      keyId: 'key-2',
      keySecret: 'canary-secret-2',
    })
    expect(publicProject(again)).toMatchObject({ keyUsable: true, keyId: 'key-2' })
    await expect(estClient(await findProject('acme-1'))).resolves.toBeDefined()
  })

  it('of two changes from the same reading one wins, and removing takes the secret along', async () => {
    const project = await createProject(input)
    const { etag } = publicProject(project)
    const both = await Promise.allSettled([
      changeProject(project, etag, { name: 'A' }),
      changeProject(project, etag, { name: 'B' }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const now = await findProject('acme-1')
    await expect(removeProject(now, etag)).rejects.toMatchObject({ code: 'changed_meanwhile' })
    await removeProject(now, publicProject(now).etag)
    const { db } = await database()
    expect(await db.selectFrom('projects').selectAll().execute()).toEqual([])
  })

  it('a project that was removed and added again meets neither its old key nor its old tags', async () => {
    const first = await createProject(input)
    const { etag } = publicProject(first)
    const old = await estClient(first)
    await removeProject(first, etag)
    await new Promise((resolve) => setTimeout(resolve, 2))
    const second = await createProject(input)
    expect(await estClient(second)).not.toBe(old)
    expect(projectKey(second)).not.toBe(projectKey(first))
    await expect(removeProject(second, etag)).rejects.toMatchObject({ code: 'changed_meanwhile' })
  })

  it('of a change and a removal at the same time one is refused', async () => {
    for (let round = 0; round < 20; round += 1) {
      const project = await createProject({ ...input, projectId: `race-${round}` })
      const { etag } = publicProject(project)
      const both = await Promise.allSettled([
        changeProject(project, etag, { name: 'Renamed' }),
        removeProject(project, etag),
      ])
      expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    }
  })
})
