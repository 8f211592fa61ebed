import 'server-only'

const prefix = 'est-console:'

/**
 * A value that exists once per process. Next loads several copies of each module (start-up, proxy, routes, pages), so a module variable
 * would exist several times; what must be single lives on `globalThis`, made when it is first asked for.
 */
export function processState<Value>(name: string, create: () => Value): Value {
  const key = Symbol.for(prefix + name)
  const store = globalThis as typeof globalThis & { [key: symbol]: Value | undefined } // globalThis has no index signature of its own
  return (store[key] ??= create())
}

/** Forgets a value, so that the next caller makes it anew. */
export function dropProcessState(name: string): void {
  Reflect.deleteProperty(globalThis, Symbol.for(prefix + name))
}
