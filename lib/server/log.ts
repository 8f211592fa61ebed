import 'server-only'
import pino from 'pino'
import { env } from './env'
import { boundedLine } from './log-line'
import { processState } from './process-state'

const longestText = 2_000

/** The console's log: one JSON object a line on standard output, never a secret, a phone number or a body. */
export function log(): pino.Logger {
  return processState('log', () => {
    const output = pino.destination({ dest: 1, sync: true })
    return logTo((line) => output.write(line))
  })
}

/** A log that hands over its lines, each below 8 kB and with one JSON object. */
export function logTo(write: (line: string) => void): pino.Logger {
  return pino(
    {
      level: env().LOG_LEVEL,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: [
          'password',
          '*.password',
          'keySecret',
          '*.keySecret',
          'token',
          '*.token',
          'authorization',
          'cookie',
        ],
        censor: '[removed]',
      },
      serializers: { err: describeError },
    },
    { write: (line: string) => write(boundedLine(line)) },
  )
}

/** What the log keeps of an error: its kind, message and stack, cut to a length that keeps a line below 8 kB. */
export function describeError(error: unknown): {
  kind: string
  message: string
  stack?: string
  cause?: string
} {
  if (!(error instanceof Error)) return { kind: 'unknown', message: cut(String(error)) }
  return {
    kind: error.name,
    message: cut(error.message),
    stack: error.stack === undefined ? undefined : cut(error.stack),
    cause:
      error.cause === undefined
        ? undefined
        : cut(error.cause instanceof Error ? error.cause.message : String(error.cause)),
  }
}

function cut(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text
}
