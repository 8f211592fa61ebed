type Holder = (event: PopStateEvent) => void

// The latest one is asked; below it waits what an open dialog lies over.
let holders: readonly Holder[] = []

/** Makes way for `holdHistory`; call it once, before the router starts: browsers call these listeners in the order in which they came. */
export function guardHistory(): void {
  window.addEventListener('popstate', (event) => holders.at(-1)?.(event))
}

/** Gives every step back or forward to `next` before the router hears of it, until the returned function is called. */
export function holdHistory(next: Holder): () => void {
  holders = [...holders, next]
  return () => {
    holders = holders.filter((holder) => holder !== next)
  }
}
