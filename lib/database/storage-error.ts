import { ApiError } from '@/lib/errors'

const sqliteFailures = /^SQLITE_(FULL|BUSY|LOCKED|READONLY|IOERR|CORRUPT|NOTADB|CANTOPEN|PERM)/
// Connection lost (08), resources (53), operator intervention (57), read-only transaction (25006), and the sockets below them.
const postgresFailures = /^(08|53|57|25006)/
const socketFailures = /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND|EHOSTUNREACH)$/

/** The error as `storage_unavailable` when the database itself failed; null when it is something else. */
export function asStorageError(error: unknown): ApiError | null {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  const failed = sqliteFailures.test(code) || postgresFailures.test(code) || socketFailures.test(code)
  if (!failed) return null
  return new ApiError('storage_unavailable', sentence(code), { cause: error })
}

function sentence(code: string): string {
  if (code.startsWith('SQLITE_FULL')) return 'The disk of the console is full. Free some space and try again.'
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return "The console's database is busy. Try again in a moment."
  if (code.startsWith('SQLITE_READONLY') || code === '25006')
    return "The console's database is read-only. Check its file permissions."
  return "The console's database cannot be used right now. Try again; if it stays, tell your administrator."
}
