/** How many calls of one millisecond have ids of their own. */
export const idsPerMs = 4096

/** The lowest id of calls that began at this instant, in milliseconds since the epoch. Ids stay whole numbers until the year 2039. */
export function lowestId(instant: number): number {
  return instant * idsPerMs
}

/** The instant that an id stands for. */
export function instantOf(id: number): number {
  return Math.floor(id / idsPerMs)
}

/** Where among the ids of its millisecond a call is put first, so that the same call gets the same id whenever it comes. */
export function firstId(createdAt: number, callId: string): number {
  let hash = 2_166_136_261
  for (let index = 0; index < callId.length; index += 1)
    hash = Math.imul(hash ^ callId.charCodeAt(index), 16_777_619)
  return lowestId(createdAt) + ((hash >>> 8) % idsPerMs)
}

/** The next id to try when one is taken: within the millisecond, and beyond it only when that is full. */
export function nextId(taken: number, createdAt: number, first: number): number {
  const next = taken + 1
  if (instantOf(first) !== createdAt || instantOf(taken) !== createdAt) return next
  const within = instantOf(next) === createdAt ? next : lowestId(createdAt)
  return within === first ? lowestId(createdAt + 1) : within
}
