import type { Check } from './verification'

/** Which point of the checklist a check is about. */
export type Point = Pick<Check, 'key' | 'label'>

/** The point is as planned. */
export const pass = (point: Point, read: string): Check => ({ ...point, state: 'pass', read })
/** The point is not as planned. */
export const fail = (point: Point, read: string, advice: string): Check => ({
  ...point,
  state: 'fail',
  read,
  advice,
})
/** The point could not be read. */
export const unknown = (point: Point, problem: string): Check => ({
  ...point,
  state: 'unknown',
  read: `It could not be read: ${problem}`,
})

/** What to do about an object that is gone. */
export const runAgain = 'Undo what was made and set it up again, or make it by hand.'
