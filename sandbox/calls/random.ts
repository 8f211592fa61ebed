/** Repeatable random numbers, so that the same seed makes the same calls. */
export interface Random {
  /** From 0 up to but not including 1. */
  next(): number
  whole(from: number, to: number): number
  /** One of the items, by their shares. */
  weighted<Item extends { readonly weight: number }>(items: readonly Item[]): Item
}

/** Random numbers by the mulberry32 recurrence. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    whole: (from, to) => from + Math.floor(next() * (to - from + 1)),
    weighted(items) {
      let left = next() * items.reduce((sum, item) => sum + item.weight, 0)
      for (const item of items) {
        left -= item.weight
        if (left < 0) return item
      }
      const [first] = items
      if (!first) throw new Error('nothing to choose from')
      return first
    },
  }
}
