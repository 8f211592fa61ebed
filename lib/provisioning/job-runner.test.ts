import type { KyselyPlugin } from 'kysely'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '@/lib/errors'
import { freshConsole, testDatabases } from '@/lib/server/testing'
import { database } from '@/lib/server/storage'
import { runJob, type JobSurroundings } from './job-runner'
import { createJob, findJob, jobLease, jobProgress, type Job } from './job-store'
import { claimLease, leaseMs } from './leases'

const one = { parallel: 1, stopsAtFailure: false }

describe.each(testDatabases)('a job on %s', (kind) => {
  let fresh: Awaited<ReturnType<typeof freshConsole>>
  let now = 0
  beforeEach(async () => {
    fresh = await freshConsole(kind)
    now = 1_000_000
  })
  afterEach(() => fresh.end())

  async function jobOf(steps: number): Promise<Job> {
    const { db } = await database()
    const items = Array.from({ length: steps }, (_, index) => ({
      action: 'assign_number',
      target: `phoneNumbers/+4670000000${index}`,
      label: `Step ${index}`,
    }))
    const actor = { id: 'u', email: 'ann@x.example' }
    const job = { projectId: 'p', kind: 'assign_numbers' as const, title: 'T', target: 'x', items, actor }
    const found = await findJob(db, 'p', await createJob(db, job, now))
    if (!found) throw new Error('the job was not stored')
    return found
  }

  async function around(owner: string, perform: JobSurroundings['perform']): Promise<JobSurroundings> {
    return { db: (await database()).db, owner, now: () => now, perform, report: () => {} }
  }

  async function progress(job: Job) {
    const { db } = await database()
    const stored = await findJob(db, 'p', job.id)
    if (!stored) throw new Error('the job is gone')
    return await jobProgress(db, stored, now)
  }

  it('is given to nobody else while steps are under way, also when the database fails one of its workers', async () => {
    const job = await jobOf(8)
    let active = 0
    let begun = 0
    const writes = { left: 3 }
    const failing: KyselyPlugin = {
      transformQuery: ({ node }) => {
        // The job's own row and the first two steps are written; the third cannot be.
        if (node.kind === 'UpdateQueryNode' && writes.left-- === 0) throw new Error('database is locked')
        return node
      },
      transformResult: async ({ result }) => result,
    }
    const surroundings = await around('a', async () => {
      begun += 1
      active += 1
      await new Promise((resolve) => setTimeout(resolve, 300))
      active -= 1
    })
    const running = runJob(
      job,
      { parallel: 4, stopsAtFailure: false },
      {
        ...surroundings,
        db: surroundings.db.withPlugin(failing),
      },
    )
    // Rejected later, and looked at then.
    running.catch(() => {})
    await vi.waitFor(() => expect(active).toBeGreaterThan(0), { interval: 1 })
    const other = await claimLease(surroundings.db, jobLease(job.id), 'b', { now, forMs: leaseMs })
    expect(other).toBeNull()
    await expect(running).rejects.toThrow('database is locked')
    expect(active).toBe(0)
    expect(begun).toBeLessThan(5)

    const after = await around('b', async () => {})
    expect(await runJob(job, one, after)).toBe('done')
    expect(await progress(job)).toMatchObject({ state: 'done', counts: { done: 8 } })
  })

  it('that was cut off from its lease begins no further step and writes over nothing that its successor did', async () => {
    const job = await jobOf(3)
    const byB: string[] = []
    const b = await around('b', async (item) => {
      byB.push(item.label)
    })
    let byA = 0
    const a = await around('a', async () => {
      byA += 1
      // Cut off for longer than its lease holds, as by a network that is down.
      now += leaseMs + 1
      expect(await runJob(job, one, b)).toBe('done')
      throw new ApiError('upstream_rejected', 'Too late.')
    })
    expect(await runJob(job, one, a)).toBe('lost')
    expect([byA, byB]).toEqual([1, ['Step 0', 'Step 1', 'Step 2']])
    const { state, counts, items } = await progress(job)
    expect({ state, counts }).toMatchObject({ state: 'done', counts: { done: 3, failed: 0 } })
    expect(items.map(({ error }) => error)).toEqual([null, null, null])
  })

  it('has its failed steps tried again by whoever takes it next, and not behind the back of who has it', async () => {
    const job = await jobOf(2)
    const failsOnce = new Set(['Step 0'])
    const a = await around('a', async (item) => {
      if (failsOnce.delete(item.label)) throw new ApiError('upstream_rejected', 'Not now.')
      const meanwhile = await runJob(job, { ...one, retriesFailed: true }, await around('b', async () => {}))
      expect(meanwhile).toBe('busy')
    })
    expect(await runJob(job, one, a)).toBe('done')
    expect(await progress(job)).toMatchObject({ counts: { done: 1, failed: 1 } })
    expect(await runJob(job, { ...one, retriesFailed: true }, a)).toBe('done')
    expect(await progress(job)).toMatchObject({ state: 'done', counts: { done: 2, failed: 0 } })
  })
})
