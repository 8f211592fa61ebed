import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { GET as readActivity } from '../app/api/projects/[projectId]/activity/route'
import { POST as addProjects } from '../app/api/projects/[projectId]/addProjects/route'
import { routesInProcess } from './routes-in-process'

let api: Awaited<ReturnType<typeof routesInProcess>>
beforeAll(async () => {
  api = await routesInProcess()
})
afterEach(() => api.control.clearFaults())
afterAll(() => api.end())

const enable = (projectIds: unknown) => api.call(addProjects, 'POST', {}, { body: { projectIds } })
const sent = async () =>
  (await api.control.requests()).filter(({ path }) => path.endsWith('/addProjects')).map(({ body }) => body)

describe('enabling further projects', () => {
  it('tells those that were added from those that were known, and asks for each once', async () => {
    expect((await enable(['first', 'second'])).body).toEqual({
      addedProjects: ['first', 'second'],
      knownProjects: [],
    })
    const again = await enable([' third', 'second', 'third'])
    expect(again).toMatchObject({
      status: 200,
      body: { addedProjects: ['third'], knownProjects: ['second'] },
    })
    expect(await sent()).toEqual([{ projectIds: ['first', 'second'] }, { projectIds: ['third', 'second'] }])
    const { body } = await api.call(readActivity, 'GET', {}, { search: '?action=projects.enable' })
    expect(body.items).toMatchObject([
      {
        target: 'third, second',
        outcome: 'ok',
        note: 'enabled already: second.',
        actor: 'admin@console.example',
      },
      { target: 'first, second', outcome: 'ok', note: null },
    ])
  })

  it('sends nothing that is no project id', async () => {
    await api.control.clearRequests()
    for (const ids of [
      [],
      ['a b'],
      ['../x'],
      'first',
      [''],
      ['x'.repeat(65)],
      Array(51)
        .fill(0)
        .map((_, n) => `p${n}`),
    ])
      expect((await enable(ids)).status, JSON.stringify(ids)).toBe(422)
    expect(await sent()).toEqual([])
  })

  it('is not sent twice when the answer is lost, and says that it may have happened', async () => {
    await api.control.clearRequests()
    await api.control.faults({ method: 'POST', path: '**/addProjects', fault: { kind: 'resetAfter' } })
    const lost = await enable(['fourth'])
    expect(lost).toMatchObject({ status: 503, body: { error: { outcomeUnknown: true } } })
    expect(await sent()).toHaveLength(1)
  })
})
