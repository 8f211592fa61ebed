interface Entry<Item> {
  readonly at: number
  /** The place in the order of coming, which decides between two that are due together. */
  readonly turn: number
  readonly item: Item
}

/** What is to be done at some time, the earliest first; a heap, since hundreds of thousands may wait. */
export class DueQueue<Item> {
  private heap: Entry<Item>[] = []
  private turns = 0

  get size(): number {
    return this.heap.length
  }

  /** When the first is due; Infinity when nothing waits. */
  get next(): number {
    return this.heap[0]?.at ?? Infinity
  }

  put(at: number, item: Item): void {
    const entry = { at, turn: (this.turns += 1), item }
    let index = this.heap.push(entry) - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      const above = this.heap[parent]
      if (!above || isBefore(above, entry)) break
      this.heap[index] = above
      index = parent
    }
    this.heap[index] = entry
  }

  /** Takes the first out, with the time at which it was due. */
  take(): { readonly at: number; readonly item: Item } | undefined {
    const [first] = this.heap
    const last = this.heap.pop()
    if (!last || this.heap.length === 0) return first
    let index = 0
    for (;;) {
      let child = 2 * index + 1
      const left = this.heap[child]
      const right = this.heap[child + 1]
      if (left && right && isBefore(right, left)) child += 1
      const below = this.heap[child]
      if (!below || isBefore(last, below)) break
      this.heap[index] = below
      index = child
    }
    this.heap[index] = last
    return first
  }

  clear(): void {
    this.heap = []
  }
}

function isBefore(one: Entry<unknown>, other: Entry<unknown>): boolean {
  return one.at < other.at || (one.at === other.at && one.turn < other.turn)
}
