import 'server-only'

/** Aborts once the process has been told to end; the preload puts it on `globalThis`, all that it shares with the bundle. */
export function closingSignal(): AbortSignal | undefined {
  const signal: unknown = Reflect.get(globalThis, Symbol.for('est-console.closing'))
  return signal instanceof AbortSignal ? signal : undefined
}

/** True once the process has been told to end. */
export function isClosing(): boolean {
  return closingSignal()?.aborted === true
}
