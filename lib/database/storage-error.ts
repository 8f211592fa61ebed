import { ApiError } from '@/lib/errors'

const sqliteFailures = /^SQLITE_(FULL|BUSY|LOCKED|READONLY|IOERR|CORRUPT|NOTADB|CANTOPEN|PERM)/
// Connection lost (08), resources (53), operator intervention (57), read-only transaction (25006), and the sockets below them.
const postgresFailures = /^(08|53|57|25006)/
const socketFailures = /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND|EHOSTUNREACH)$/

/** The error as `storage_unavailable`, or `storage_busy`, when the database itself failed or did not answer in time; null when it is something else. */
export function asStorageError(error: unknown): ApiError | null {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  const isLate = code === queryCancelled || (error instanceof Error && waitedInVain.test(error.message))
  const failed = sqliteFailures.test(code) || postgresFailures.test(code) || socketFailures.test(code)
  if (!failed && !isLate && !(error instanceof Error && connectionLost.test(error.message))) return null
  if (isLate || isBusy.test(code)) {
    const message = "The console's database is busy. Try again in a moment."
    return new ApiError('storage_busy', message, { cause: error, retryAfterSeconds: 5 })
  }
  return new ApiError('storage_unavailable', sentence(code), { cause: error })
}

// What PostgreSQL calls a query that its own time limit ended, and the words of its driver and pool, which come without a code.
const queryCancelled = '57014'
const waitedInVain =
  /^(Query read timeout|timeout exceeded when trying to connect|Connection terminated due to connection timeout)$/
const connectionLost = /^(Connection terminated|Client has encountered a connection error)/

const isBusy = /^SQLITE_(BUSY|LOCKED)/

function sentence(code: string): string {
  if (code.startsWith('SQLITE_FULL')) return 'The disk of the console is full. Free some space and try again.'
  if (code.startsWith('SQLITE_READONLY') || code === '25006')
    return "The console's database is read-only. Check its file permissions."
  return "The console's database cannot be used right now. Try again; if it stays, tell your administrator."
}
