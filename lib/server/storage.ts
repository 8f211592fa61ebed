import 'server-only'
import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { migrate } from '@/lib/database/migrate'
import { openDatabase, type OpenDatabase } from '@/lib/database/open'
import { env } from './env'
import { processState } from './process-state'
import type { Soon } from './soon'

/** The console's database, opened and migrated once per process when it is first needed. */
export function database(): Soon<OpenDatabase> {
  const state = processState<State>('database', () => ({}))
  return state.opened ?? (state.opening ??= open(state))
}

interface State {
  opening?: Promise<OpenDatabase>
  opened?: OpenDatabase
}

async function open(state: State): Promise<OpenDatabase> {
  try {
    const { DATABASE_URL, DATA_DIR } = env()
    if (!existsSync(DATA_DIR)) mkdirSync(DATA_DIR, { recursive: true, mode: 0o700 })
    const file = join(DATA_DIR, 'console.sqlite')
    const opened = openDatabase({ url: DATABASE_URL, file })
    await migrate(opened)
    if (opened.kind === 'sqlite') chmodSync(file, 0o600)
    state.opened = opened
    return opened
  } finally {
    // A later request may find the database back; a failed opening must not stay for good.
    state.opening = undefined
  }
}
