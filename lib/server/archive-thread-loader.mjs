// Tests run the sources as they are, and a thread does not inherit what reads TypeScript for them.
import { register } from 'tsx/esm/api'

register()
await import('../calls/archive-thread.ts')
