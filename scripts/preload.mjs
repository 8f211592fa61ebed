import { isMainThread } from 'node:worker_threads'

// Loaded into the console's process before Next. Threads inherit it, but they serve nobody.
if (isMainThread) await import('./preload/requests.mjs')
