import { guardHistory } from './lib/client/history-guard'

// Runs before any schema is made. Without it zod tries `new Function`, which the content security policy forbids and reports. This is what
// `z.config({ jitless: true })` sets; calling it would bring 5 kB of zod to pages that have no schema.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })

// A dialog that holds typed text is asked before the router goes back or forward.
guardHistory()
