import { expect } from 'vitest'
import { GET as readRun } from '../app/api/projects/[projectId]/onboarding/[runId]/route'
import { POST as resumeRun } from '../app/api/projects/[projectId]/onboarding/[runId]/resume/route'
import { POST as undoRun } from '../app/api/projects/[projectId]/onboarding/[runId]/undo/route'
import { POST as startRun } from '../app/api/projects/[projectId]/onboarding/route'
import { createEstClient } from '../lib/est/client'
import { createEstShared } from '../lib/est/shared'
import { keepRunsGoing } from '../lib/server/onboarding-runner'
import { activeNumbers } from '../lib/resources/phone-numbers'
import { answersFor, takesNumbers, uniqueName, type Case } from './onboarding-cases'
import { routesInProcess } from './routes-in-process'

/** The routes of the wizard over a real sandbox, in one process. */
export async function onboardingInProcess(numbers = 60, kind: 'sqlite' | 'postgres' = 'sqlite') {
  const api = await routesInProcess({ provisioningDelayMs: 0 }, kind)
  await api.control.seed({ numbers })
  const shared = createEstShared()
  const vendor = createEstClient(api.key, shared)
  const { items } = await vendor.collect(activeNumbers, {})
  const free = items.map(({ phoneNumber }) => phoneNumber)

  const stopRuns = keepRunsGoing()
  const read = async (runId: string) => (await api.call(readRun, 'GET', { runId })).body
  const settled = async (runId: string) => {
    await expect
      .poll(async () => (await read(runId)).state, { timeout: 15_000, interval: 20 })
      .not.toMatch(/running|interrupted/)
    return await read(runId)
  }
  const post = (body: object) => api.call(startRun, 'POST', {}, { body })

  return {
    ...api,
    vendor,
    read,
    settled,
    post,
    /** A number that nothing else in the test has. */
    takeNumber: () => free.pop() ?? '',
    /** Starts a case with names of its own, and one number where it takes any. */
    async begin(which: Case, change: object = {}) {
      const name = uniqueName()
      const own = takesNumbers(which) ? [free.pop() ?? ''] : []
      const answers = { ...answersFor(which, name, own), ...change }
      const started = await post({ key: name, answers })
      expect(started.status, started.text).toBe(202)
      const id: string = started.body.id
      return { id, name, numbers: own, answers }
    },
    resume: (runId: string, body: object = {}) => api.call(resumeRun, 'POST', { runId }, { body }),
    undo: (runId: string) => api.call(undoRun, 'POST', { runId }),
    async end() {
      await stopRuns()
      await shared.close()
      await api.end()
    },
  }
}

/** The requests that carry out a step, as rules for faults name them. */
export function requestOf(step: string): { method: string; path: string } {
  const below = '/v1/projects/*'
  const paths: Record<string, [string, string]> = {
    trunk: ['POST', `${below}/trunks`],
    'access-control-list': ['POST', `${below}/accessControlLists`],
    'link-access-control-list': ['POST', `${below}/trunks/*/accessControlLists`],
    'credential-list': ['POST', `${below}/credentialLists`],
    'link-credential-list': ['POST', `${below}/trunks/*/credentialLists`],
    endpoint: ['POST', `${below}/trunks/*/endpoints`],
    assign: ['PATCH', `${below}/activeNumbers/*`],
  }
  const [method, path] = paths[step] ?? ['', '']
  return { method, path }
}

/** The requests that take a step back. */
export function reverseRequestOf(step: string): { method: string; path: string }[] {
  const below = '/v1/projects/*'
  const paths: Record<string, [string, string][]> = {
    trunk: [['DELETE', `${below}/trunks/*`]],
    'access-control-list': [['DELETE', `${below}/accessControlLists/*`]],
    'link-access-control-list': [['DELETE', `${below}/trunks/*/accessControlLists/*`]],
    'credential-list': [['DELETE', `${below}/credentialLists/*`]],
    'link-credential-list': [['DELETE', `${below}/trunks/*/credentialLists/*`]],
    endpoint: [['DELETE', `${below}/trunks/*/endpoints/*`]],
    // A number can be taken off by either API.
    assign: [
      ['PATCH', `${below}/activeNumbers/*`],
      ['POST', `${below}/phoneNumbers`],
    ],
  }
  return (paths[step] ?? []).map(([method, path]) => ({ method, path }))
}
