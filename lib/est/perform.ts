import { ApiError } from '@/lib/errors'
import type { DefiniteAnswer } from './attempt'
import type { Call, Gateway } from './gateway'
import { unwatched, type CallWatch } from './health'
import { backoffMs, longestWaitMs } from './retry-after'
import { refusal } from './vendor-error'

/** What a write turned out to be after its answer was lost: done, with the result, or to be sent again. */
export type Settlement<Result> = { done: Result } | 'resend'

/** How a call is carried through. */
export interface Conduct<Result> {
  /** Turns a good answer into the result. */
  read(answer: DefiniteAnswer): Result | Promise<Result>
  /** A refusal that counts as success, e.g. 404 when a DELETE is repeated; undefined when it does not. */
  forgive?(
    error: ApiError,
    isRepeated: boolean,
  ): { done: Result } | undefined | Promise<{ done: Result } | undefined>
  /**
   * Finds out what a write did whose outcome is unknown. `resend` sends it once more; left out, the call is harmless to repeat; null
   * means that nothing can tell, so it is never repeated.
   */
  settle?: (() => Promise<Settlement<Result>>) | null
  /** How often it may be sent when the outcome was unknown. */
  maxTries?: number
}

const maxTries = 3
const maxThrottledTries = 4

/** Carries a call through by the retry table: the only place where anything is sent a second time. */
export async function perform<Result>(
  gateway: Gateway,
  call: Call,
  conduct: Conduct<Result>,
): Promise<Result> {
  const { clock, log } = gateway.shared
  const origin = gateway.originOf(call)
  const startedAt = clock.monotonic()
  const state: Progress = { tries: 0, status: null, uncertain: false }
  let outcome = 'ok'
  gateway.shared.host(origin).budget.earn()
  const watch = call.api === 'numbers' ? unwatched : gateway.key.health.began()
  try {
    const result = await carryThrough(gateway, call, conduct, state, watch)
    noteHealth(gateway, call, null)
    return result
  } catch (error) {
    outcome = error instanceof ApiError ? error.code : 'internal'
    if (error instanceof ApiError) noteHealth(gateway, call, error)
    // A write that was sent with an unknown outcome stays unknown whatever stopped the next try.
    if (
      state.uncertain &&
      error instanceof ApiError &&
      error.code !== 'conflict' &&
      error.code !== 'changed_meanwhile'
    ) {
      throw outcomeUnknown(error)
    }
    throw error
  } finally {
    watch.ended()
    const { name: host } = gateway.shared.host(origin)
    const ms = Math.round(clock.monotonic() - startedAt)
    const { method, template } = call
    log({ method, template, host, status: state.status, ms, tries: state.tries, outcome })
  }
}

/** Only EST and the token service count: Numbers is another host, and its outage leaves the trunks working. */
function noteHealth(gateway: Gateway, call: Call, error: ApiError | null): void {
  const { health } = gateway.key
  if (call.signal?.aborted) return
  if (error?.code === 'upstream_rejected_credentials') {
    // A 403 is about one operation; the key itself is good.
    if (error.details.vendorHttpStatus !== 403) health.keyRejected(error)
  } else if (call.api === 'numbers') return
  else if (error?.code === 'upstream_unavailable') health.unreachable(error)
  else if (error === null || error.code === 'upstream_rejected' || error.code === 'not_found')
    health.succeeded()
}

interface Progress {
  tries: number
  status: number | null
  /** True while a write may have been done without our knowing. */
  uncertain: boolean
}

async function carryThrough<Result>(
  gateway: Gateway,
  call: Call,
  conduct: Conduct<Result>,
  state: Progress,
  watch: CallWatch,
): Promise<Result> {
  let mayBeRepeated = false
  for (;;) {
    state.tries += 1
    const attempt = await gateway.attempt(call, watch)
    if (attempt.kind === 'answer') {
      state.status = attempt.answer.status
      // A good answer to a write that then cannot be read leaves open what it made.
      state.uncertain = call.method !== 'GET' && attempt.answer.status < 300
      return await settleAnswer(call, conduct, attempt.answer, mayBeRepeated)
    }
    state.status = attempt.error.details.vendorHttpStatus ?? null
    if (attempt.kind === 'unknown') {
      mayBeRepeated = true
      state.uncertain = call.method !== 'GET'
      if (conduct.settle !== undefined) {
        if (conduct.settle === null) throw attempt.error
        const settlement = await beforeDeadline(gateway, call, conduct.settle())
        if (settlement !== 'resend') return settlement.done
      }
    }
    const limit = attempt.kind === 'throttled' ? maxThrottledTries : (conduct.maxTries ?? maxTries)
    if (state.tries >= limit) throw attempt.error
    const asked = attempt.kind === 'refused' ? null : attempt.waitMs
    await pause(gateway, call, state.tries, asked, attempt.error, attempt.kind === 'throttled')
    // The look-up has just shown that it was not done.
    if (conduct.settle) state.uncertain = false
  }
}

async function settleAnswer<Result>(
  call: Call,
  conduct: Conduct<Result>,
  answer: DefiniteAnswer,
  isRepeated: boolean,
): Promise<Result> {
  if (answer.status >= 200 && answer.status < 300) return await conduct.read(answer)
  const error = refusal(answer, call.method)
  const forgiven = await conduct.forgive?.(error, isRepeated)
  if (forgiven === undefined) throw error
  return forgiven.done
}

/** Waits before the next try, or throws the error when the wait is too long or the retry budget is spent. */
async function pause(
  gateway: Gateway,
  call: Call,
  tries: number,
  askedMs: number | null,
  error: ApiError,
  isThrottled: boolean,
): Promise<void> {
  const { clock } = gateway.shared
  const waitMs = askedMs ?? backoffMs(tries, isThrottled, clock)
  const isTooLong = waitMs > longestWaitMs || clock.monotonic() + waitMs >= call.deadline
  if (isTooLong || !gateway.shared.host(gateway.originOf(call)).budget.spend()) throw error
  try {
    await clock.sleep(waitMs, call.signal)
  } catch {
    throw error
  }
}

/** A look-up that makes its own calls must not outlast the call that it serves. */
async function beforeDeadline<Result>(
  gateway: Gateway,
  call: Call,
  settling: Promise<Result>,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const expired = new Promise<never>((_, reject) => {
    const left = Math.max(0, call.deadline - gateway.shared.clock.monotonic())
    timer = setTimeout(
      () => reject(new ApiError('upstream_unavailable', 'Sinch did not answer in time.')),
      left,
    )
  })
  try {
    return await Promise.race([settling, expired])
  } finally {
    clearTimeout(timer)
  }
}

/** The same error, saying that the write may have happened. */
export function outcomeUnknown(error: ApiError): ApiError {
  if (error.details.outcomeUnknown) return error
  const message = `${error.message} Whether the change was made is not known: look before you repeat it.`
  return new ApiError('upstream_unavailable', message, {
    ...error.details,
    outcomeUnknown: true,
    cause: error,
  })
}

/** A write whose answer was lost, and after which the object is neither what was nor what was sent. */
export function changedMeanwhile(current: Readonly<Record<string, unknown>>): ApiError {
  const message =
    'The answer to this change was lost, and the object now differs from both what was and what was sent.'
  return new ApiError('changed_meanwhile', message, { current, outcomeUnknown: true })
}
