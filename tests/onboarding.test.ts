import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { GET as readRun } from '../app/api/projects/[projectId]/onboarding/[runId]/route'
import { POST as startRun } from '../app/api/projects/[projectId]/onboarding/route'
import { routesInProcess } from './routes-in-process'
import { answersFor, cases, stepsOf, takesNumbers, uniqueName } from './onboarding-cases'

let api: Awaited<ReturnType<typeof routesInProcess>>
beforeAll(async () => {
  api = await routesInProcess({ provisioningDelayMs: 0, seed: true })
})
afterEach(() => api.control.clearFaults())
afterAll(() => api.end())

describe('smoke', () => {
  it.each(cases)('%s', async (which) => {
    const name = uniqueName()
    const answers = answersFor(which, name)
    const started = await api.call(startRun, 'POST', {}, { body: { key: name, answers } })
    expect(started.status, started.text).toBe(202)
    await expect
      .poll(async () => (await api.call(readRun, 'GET', { runId: started.body.id })).body.state, { timeout: 10_000 })
      .not.toBe('running')
    const { body } = await api.call(readRun, 'GET', { runId: started.body.id })
    console.log(which, body.state, body.error, body.steps.map((s: any) => `${s.key}:${s.state}`).join(' '))
    expect(body.state).toBe('done')
  })
})
