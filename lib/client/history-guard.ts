type Holder = (event: PopStateEvent) => void

let holder: Holder | undefined

/** Makes way for `holdHistory`; call it once, before the router starts: browsers call these listeners in the order in which they came. */
export function guardHistory(): void {
  window.addEventListener('popstate', (event) => holder?.(event))
}

/** Gives every step back or forward to `next` before the router hears of it, until the returned function is called. */
export function holdHistory(next: Holder): () => void {
  holder = next
  return () => {
    if (holder === next) holder = undefined
  }
}
