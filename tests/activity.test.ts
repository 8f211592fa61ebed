import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { GET as readConsoleActivity } from '@/app/api/activity/route'
import { GET as readProjectActivity } from '@/app/api/projects/[projectId]/activity/route'
import { ApiError } from '@/lib/errors'
import { beginAudit, recordEvent } from '@/lib/server/audit'
import { createProject } from '@/lib/server/projects'
import type { Route } from '@/lib/server/route'
import { database } from '@/lib/server/storage'
import { freshConsole, signedInAs, testDatabases } from '@/lib/server/testing'

const origin = 'http://127.0.0.1:3000'

interface Written {
  action?: string
  projectId?: string
  target?: string
  before?: object
  input?: object
  actor?: string
  failed?: boolean
}

/** Writes a row as a route does. */
async function write(written: Written = {}): Promise<void> {
  const { action = 'trunks.update', projectId = 'p', target = 't-1', actor = 'ann@x.example' } = written
  const session = { id: 's', expiresAt: 0, user: { id: 'u', email: actor, role: 'operator' as const } }
  const requestId = `request-of-${target}`
  const trail = await beginAudit({
    action,
    session,
    address: '192.0.2.7',
    requestId,
    projectId: projectId || undefined,
    params: { projectId, trunkId: target },
    input: written.input,
  })
  trail.describe({ target, before: written.before })
  if (written.failed) await trail.failed(new ApiError('upstream_rejected', 'Not today.'))
  else await trail.succeeded()
}

describe.each(testDatabases)('activity on %s', (kind) => {
  let fresh: Awaited<ReturnType<typeof freshConsole>>
  let cookie = ''
  beforeEach(async () => {
    fresh = await freshConsole(kind)
    cookie = await signedInAs('viewer')
    const key = { keyId: 'k', keySecret: 'a-key-secret' }
    await createProject({ name: 'P', upstream: 'sinch', projectId: 'p', ...key })
    await createProject({ name: 'Q', upstream: 'sinch', projectId: 'q', ...key })
  })
  afterEach(() => fresh.end())

  async function ask(search = '', handler: Route = readProjectActivity, projectId = 'p') {
    const request = new Request(`${origin}/api/x?${search}`, { headers: { origin, cookie } })
    const answer = await handler(request, { params: Promise.resolve({ projectId }) })
    return { status: answer.status, body: await answer.json() }
  }
  const targets = async (search: string) =>
    (await ask(search)).body.items.map(({ target }: { target: string }) => target)

  it('is that of one project, newest first, each row once over all pages while new ones come in', async () => {
    for (let index = 0; index < 7; index += 1) await write({ target: `t-${index}` })
    await write({ projectId: 'q', target: 'of-another' })
    const seen: string[] = []
    let next: number | null = null
    for (let page = 0; page < 9; page += 1) {
      const { body } = await ask(`pageSize=3${next === null ? '' : `&before=${next}`}`)
      seen.push(...body.items.map(({ target }: { target: string }) => target))
      next = body.next
      if (next === null) break
      await write({ target: `new-${page}` })
    }
    expect(seen).toEqual(['t-6', 't-5', 't-4', 't-3', 't-2', 't-1', 't-0'])
    expect((await ask('pageSize=3&before=1')).body).toMatchObject({ items: [], next: null })
  })

  it('finds by person, by the id or the name of the object, by action, outcome and request', async () => {
    await write({ target: 'a', input: { name: 'Zürich 100%' }, actor: 'Ann@x.example' })
    await write({ target: 'b', before: { name: 'Bern' }, actor: 'bob@x.example', action: 'trunks.delete' })
    await write({ target: 'c', input: { hostName: 'bern' }, action: 'endpoints.create', failed: true })
    expect(await targets('person=ANN')).toEqual(['c', 'a'])
    expect(await targets('person=a_n')).toEqual([])
    expect(await targets('object=zÜRICH')).toEqual(['a'])
    expect(await targets('object=100%25')).toEqual(['a'])
    expect(await targets('object=1%250')).toEqual([])
    // It is about what the object goes by, not about every field that was sent.
    expect(await targets('object=bern')).toEqual(['b'])
    expect(await targets('object=hostName')).toEqual([])
    expect(await targets('action=trunks')).toEqual(['b', 'a'])
    expect(await targets('action=trunks.update')).toEqual(['a'])
    expect(await targets('action=TRUNKS')).toEqual(['b', 'a'])
    expect(await targets('action=Trunks.Update')).toEqual(['a'])
    expect(await targets('outcome=failed')).toEqual(['c'])
    expect(await targets('outcome=ok&action=trunks.delete')).toEqual(['b'])
    expect(await targets('requestId=request-of-b')).toEqual(['b'])
  })

  it('finds by time, both ends included', async () => {
    await write({ target: 'early' })
    await write({ target: 'late' })
    const { db } = await database()
    await db.updateTable('audit').set({ at: 1_000 }).where('target', '=', 'early').execute()
    expect(await targets('until=1970-01-01T00:00:01Z')).toEqual(['early'])
    expect(await targets('since=1970-01-01T00:00:01.001Z')).toEqual(['late'])
    expect(await targets('since=1970-01-01T00:00:01Z')).toEqual(['late', 'early'])
  })

  it('looks past thousands of rows for a text that hardly occurs, and says where it has got to', async () => {
    await write({ target: 'needle' })
    const { db } = await database()
    const { seq: _seq, ...row } = await db.selectFrom('audit').selectAll().executeTakeFirstOrThrow()
    for (let block = 0; block < 50; block += 1) {
      const hay = Array.from({ length: 100 }, (_, index) => ({
        ...row,
        id: `${block}-${index}`,
        target: `hay`,
        input: '{"note":"needle"}',
      }))
      await db.insertInto('audit').values(hay).execute()
    }
    const first = await ask('object=needle')
    expect(first.body).toMatchObject({ items: [], next: expect.any(Number) })
    expect(await targets(`object=needle&before=${first.body.next}`)).toEqual(['needle'])
  })

  it('shows before and after without a secret, and a write without an outcome as not known', async () => {
    await write({ before: { name: 'Was', keySecret: 'hunter2' }, input: { name: 'Is', password: 'hunter2' } })
    const { db } = await database()
    // As a console would have stored it that did not know this name for a secret.
    const before = '{"name":"Was","password":"hunter2"}'
    await db.updateTable('audit').set({ before, outcome: 'intent' }).execute()
    const { body } = await ask()
    expect(body.items).toMatchObject([
      {
        actor: 'ann@x.example',
        address: '192.0.2.7',
        action: 'trunks.update',
        name: 'Is',
        outcome: 'unknown',
        before: { name: 'Was', password: '[removed]' },
        input: { name: 'Is', password: '[removed]' },
      },
    ])
    expect(JSON.stringify(body)).not.toContain('hunter2')
  })

  it('of the console as a whole is for admins: signing in, users, and projects that are there no more', async () => {
    await write()
    await write({ projectId: '', action: 'users.create', target: 'x@x.example' })
    await write({ projectId: 'gone', action: 'projects.delete', target: 'gone' })
    expect((await ask('', readConsoleActivity)).status).toBe(403)
    cookie = await signedInAs('admin')
    const { body } = await ask('', readConsoleActivity)
    const actions = body.items.map(({ action }: { action: string }) => action)
    expect(actions.slice(0, 2)).toEqual(['projects.delete', 'users.create'])
    expect(actions).not.toContain('trunks.update')
  })

  it('has what names no object: a sign-in is recorded without one', async () => {
    cookie = await signedInAs('admin')
    const actor = { id: 'u', email: 'ann@x.example' }
    await recordEvent({ action: 'sessions.create', actor, address: '192.0.2.7', outcome: 'ok' })
    const { body } = await ask('action=sessions', readConsoleActivity)
    expect(body.items).toMatchObject([{ action: 'sessions.create', actor: 'ann@x.example', target: null }])
  })

  it('says in a sentence what cannot be searched for', async () => {
    for (const [search, field, words] of [
      ['outcome=maybe', 'outcome', 'The outcome is ok, failed or unknown.'],
      ['action=drop%20table', 'action', 'An action is a noun'],
      ['before=0', 'before', 'named by its number'],
      ['pageSize=9000', 'pageSize', 'Ask for 1 to 200 rows.'],
      ['since=yesterday', 'since', 'ISO form'],
      ['since=2026-02-01T00:00:00Z&until=2026-01-01T00:00:00Z', 'since', 'begins after it ends'],
      [`object=a%00b`, 'object', 'control characters'],
      [`person=${'x'.repeat(201)}`, 'person', '200 characters'],
    ] as const) {
      const { status, body } = await ask(search)
      expect(status, search).toBe(422)
      expect(body.error.fields[field], search).toContain(words)
    }
  })
})
