import 'server-only'
import { sql } from 'kysely'
import { runLease } from '@/lib/provisioning/run-store'
import { carryOn } from '@/lib/provisioning/runner'
import { changedLists } from './changed-lists'
import { closingSignal, isClosing } from './closing'
import { checkpoint } from './crash-point'
import { assertUnused, findMadeStep, isStillThere, makeAudited, takeBackAudited } from './onboarding-steps'
import { ownName } from './own-name'
import { log } from './log'
import { processState } from './process-state'
import { database } from './storage'

// Enough to share a pile of runs between consoles, and little enough that the vendor serves others beside them.
const atOnce = 4
const everyMs = 2_000

interface Looking {
  timer?: NodeJS.Timeout
  active: Map<string, Promise<void>>
  /** Somebody asked while a look was under way. */
  again: boolean
  isLooking: boolean
}

function looking(): Looking {
  return processState<Looking>('onboarding-runner', () => ({
    active: new Map(),
    again: false,
    isLooking: false,
  }))
}

/**
 * From now on this console carries on every run that nobody has in hand: those just begun, left by a console that ended, and parked ones
 * whose time has come. Call what is returned to end that; it resolves when no run is being carried on here any more.
 */
export function keepRunsGoing(): () => Promise<void> {
  const state = looking()
  const stop = async () => {
    clearInterval(state.timer)
    state.timer = undefined
    await Promise.allSettled(state.active.values())
  }
  if (state.timer) return stop
  state.timer = setInterval(lookForRuns, everyMs)
  state.timer.unref()
  closingSignal()?.addEventListener('abort', () => clearInterval(state.timer), { once: true })
  lookForRuns()
  return stop
}

/** Looks at once whether a run is to be carried on. */
export function lookForRuns(): void {
  const state = looking()
  if (isClosing()) return
  if (state.isLooking) {
    state.again = true
    return
  }
  state.isLooking = true
  void look(state)
    .catch((error: unknown) => log().error({ err: error }, 'runs could not be looked for'))
    .finally(() => {
      state.isLooking = false
      if (!state.again) return
      state.again = false
      lookForRuns()
    })
}

async function look(state: Looking): Promise<void> {
  const room = atOnce - state.active.size
  if (room <= 0) return
  const { db } = await database()
  const now = Date.now()
  const waiting = await db
    .selectFrom('onboardingRuns')
    .select('id')
    .where((where) =>
      where.or([
        where('state', '=', 'running'),
        where.and([where('state', '=', 'parked'), where('retryAt', '<=', now)]),
      ]),
    )
    .where(({ not, exists, selectFrom, ref }) =>
      not(
        exists(
          selectFrom('leases')
            .select('name')
            .where('expiresAt', '>', now)
            .where('name', '=', sql<string>`${sql.lit(runLease(''))} || ${ref('onboardingRuns.id')}`),
        ),
      ),
    )
    .orderBy('createdAt')
    .limit(room + state.active.size)
    .execute()
  for (const { id } of waiting) if (!state.active.has(id) && state.active.size < atOnce) start(state, id)
}

function start(state: Looking, runId: string): void {
  const running = carryOnHere(runId).then(
    () => {
      state.active.delete(runId)
      // Others may have waited for the place.
      lookForRuns()
    },
    (error: unknown) => {
      log().error({ runId, err: error }, 'run')
      state.active.delete(runId)
      // Its time comes again with the next look: at once it would fail again at once, for as long as the database refuses.
    },
  )
  state.active.set(runId, running)
}

async function carryOnHere(runId: string): Promise<void> {
  const { db } = await database()
  const lists = changedLists()
  const end = await carryOn(runId, {
    db,
    owner: ownName(),
    now: Date.now,
    checkpoint,
    isClosing,
    report: (error) => log().error({ runId, err: error }, 'run'),
    make: (run, step, place) => makeAudited(run, step, place, lists),
    find: findMadeStep,
    isThere: isStillThere,
    assertUnused,
    takeBack: (run, step, idOf) => takeBackAudited(run, step, idOf, lists),
  })
  lists.flush()
  if (end !== 'busy' && end !== 'over') log().info({ runId, end }, 'run')
}
