import type { Spot } from '@/lib/rules/tiers'

// Drag and drop is not around the board but beside it, and finds by their ids what is carried and where it can be put.

/** The id of the element that says how an endpoint is carried by keyboard. */
export const instructionsId = 'tier-board-instructions'

/** The id of the element that shows an endpoint. */
export function cardId(id: string): string {
  return `endpoint-${id}`
}

/** The id of the button by which an endpoint is carried. */
export function handleId(id: string): string {
  return `endpoint-handle-${id}`
}

/** The id of a place, of its element as well as in drag and drop. */
export function spotId({ kind, index }: Spot): string {
  return `board-${kind}-${index}`
}

/** The place of an id; undefined for one that is none. */
export function spotOf(id: string | number | undefined): Spot | undefined {
  const [, kind, index] = /^board-(gap|tier)-(\d+)$/.exec(String(id)) ?? []
  return kind === undefined ? undefined : { kind: kind === 'gap' ? 'gap' : 'tier', index: Number(index) }
}
