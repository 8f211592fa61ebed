import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { database } from '../lib/server/storage'
import { lookForRuns } from '../lib/server/onboarding-runner'
import { cases, stepsOf } from './onboarding-cases'
import { onboardingInProcess, requestOf } from './onboarding-in-process'
import { madeFor, oneOfEach } from './onboarding-made'

let api: Awaited<ReturnType<typeof onboardingInProcess>>
beforeAll(async () => {
  api = await onboardingInProcess(120)
})
afterEach(() => api.control.clearFaults())
afterAll(() => api.end())

/** The rows of a run, as a backup holds them. */
async function backup(runId: string) {
  const { db } = await database()
  const run = await db
    .selectFrom('onboardingRuns')
    .selectAll()
    .where('id', '=', runId)
    .executeTakeFirstOrThrow()
  const steps = await db.selectFrom('onboardingSteps').selectAll().where('runId', '=', runId).execute()
  return { run, steps }
}

async function restore({ run, steps }: Awaited<ReturnType<typeof backup>>): Promise<void> {
  const { db } = await database()
  await db.deleteFrom('onboardingRuns').where('id', '=', run.id).execute()
  // The console was running when the backup was taken, and so it will be again.
  await db
    .insertInto('onboardingRuns')
    .values({ ...run, state: 'running', error: null })
    .execute()
  await db
    .insertInto('onboardingSteps')
    .values(
      steps.map((step) => ({
        ...step,
        state: step.state === 'done' ? ('done' as const) : ('waiting' as const),
      })),
    )
    .execute()
}

const every = cases.flatMap((which) => stepsOf[which].map((step) => ({ which, step })))

describe('a backup that was taken in the middle of a run', () => {
  it.each(every)(
    'before $step of $which: after restoring it the run adopts what it made since (A7)',
    async ({ which, step }) => {
      await api.control.faults({ ...requestOf(step), fault: { kind: 'status', status: 400 } })
      const { id, name, numbers } = await api.begin(which)
      await api.settled(id)
      const kept = await backup(id)
      await api.control.clearFaults()
      await api.resume(id)
      expect(await api.settled(id)).toMatchObject({ state: 'done' })

      await restore(kept)
      await api.control.clearRequests()
      lookForRuns()
      expect(await api.settled(id)).toMatchObject({ state: 'done' })
      expect(await madeFor(api.vendor, name)).toEqual(oneOfEach(which, numbers))
      const writes = (await api.control.requests()).filter(
        ({ method, path }) => method !== 'GET' && path.startsWith('/v1/'),
      )
      expect(writes.map(({ method, path }) => `${method} ${path}`)).toEqual([])
    },
  )

  it('does not go on where what the backup says is done has been taken down since', async () => {
    await api.control.faults({ ...requestOf('endpoint'), fault: { kind: 'status', status: 400 } })
    const { id, name } = await api.begin('B')
    const { trunkId } = await api.settled(id)
    const kept = await backup(id)
    await api.control.clearFaults()
    await api.control.deleteObject('trunks', trunkId)
    await restore(kept)
    lookForRuns()
    expect(await api.settled(id)).toMatchObject({
      state: 'stopped',
      error: expect.stringMatching(/not there any more/),
    })
    expect(await madeFor(api.vendor, name)).toMatchObject({ trunks: 0 })
    await api.undo(id)
    expect(await api.settled(id)).toMatchObject({ phase: 'undo', state: 'done' })
  })
})
