/** Runs once when the server starts; the Node part is a file of its own so that no other runtime loads it. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') await import('./instrumentation-node')
}
