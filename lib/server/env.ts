import 'server-only'
import { resolve } from 'node:path'
import { z } from 'zod'
import {
  exposure,
  isLoopbackHost,
  localUrl,
  plainHost,
  trustedProxies,
} from '../../scripts/preload/addresses.mjs'
import { processState } from './process-state'

/** True for a host name that means this machine. */
export function isLoopback(url: URL): boolean {
  return isLoopbackHost(url.hostname)
}

function originSchema(name: string) {
  return z.string().transform((value, context) => {
    const url = URL.canParse(value) ? new URL(value) : undefined
    const isOrigin =
      url !== undefined && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === ''
    if (!isOrigin)
      return refuse(context, `${name} must be an origin without a path, for example https://example.com`)
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url))) {
      return refuse(context, `${name} must use https; plain http is for loopback addresses only`)
    }
    return url.origin
  })
}

function refuse(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: 'custom', message })
  return z.NEVER
}

const port = (fallback: number) => z.coerce.number().int().min(0).max(65535).default(fallback)

const proxies = z
  .string()
  .default('')
  .superRefine((value, context) => {
    const { wrong } = trustedProxies(value)
    if (wrong.length === 0) return
    refuse(
      context,
      `TRUSTED_PROXIES must be addresses or ranges such as 10.0.0.0/8, separated by commas; ${wrong.join(', ')} is none`,
    )
  })

/** A length of time in some unit, up to a year. */
function duration(name: string, unit: string, most: number, fallback: number) {
  const message = `${name} must be a number of ${unit} above 0 and up to ${most}`
  return z.coerce.number(message).positive(message).max(most, message).default(fallback)
}

const rateMessage = 'EST_CALLS_PER_SECOND must be a number from 1 to 1000'
const sweepMessage = 'SWEEP_CALLS_PER_SECOND must be a number from 0 (never) to 50'

/** Every variable the console reads. Kept in step with `.env.example` by a test. */
export const envVariables = z.object({
  HOST: z.string().default('127.0.0.1').transform(plainHost),
  PORT: port(3000),
  APP_URL: originSchema('APP_URL').optional(),
  DATA_DIR: z
    .string()
    .min(1)
    .default('./data')
    .transform((path) => resolve(path)),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'DATABASE_URL must begin with postgres://')
    .refine(
      URL.canParse,
      'DATABASE_URL cannot be read. Write special characters of the password as %40 for @, %2F for / and so on',
    )
    .optional(),
  ENCRYPTION_KEY: z.string().optional(),
  ENCRYPTION_KEY_FILE: z.string().optional(),
  EST_API_URL: originSchema('EST_API_URL').default('https://elastic-trunking.api.sinch.com'),
  EST_AUTH_URL: originSchema('EST_AUTH_URL').default('https://auth.sinch.com'),
  NUMBERS_API_URL: originSchema('NUMBERS_API_URL').default('https://numbers.api.sinch.com'),
  SANDBOX: z.enum(['on', 'off'], 'SANDBOX must be on or off').default('on'),
  SANDBOX_PORT: port(4010),
  TRUSTED_PROXIES: proxies,
  SESSION_IDLE_MINUTES: duration('SESSION_IDLE_MINUTES', 'minutes', 366 * 24 * 60, 30),
  SESSION_HOURS: duration('SESSION_HOURS', 'hours', 366 * 24, 12),
  EST_CALLS_PER_SECOND: z.coerce.number(rateMessage).min(1, rateMessage).max(1_000, rateMessage).default(10),
  SWEEP_CALLS_PER_SECOND: z.coerce.number(sweepMessage).min(0, sweepMessage).max(50, sweepMessage).default(5),
  CALL_SYNC: z.enum(['on', 'off'], 'CALL_SYNC must be on or off').default('on'),
  CRASH_AT: z.string().max(1_000).optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

const envSchema = envVariables
  .transform((read) => ({
    ...read,
    APP_URL: read.APP_URL ?? localUrl(read.HOST, read.PORT),
    /** Where this very console is reached from within this machine, without any proxy. */
    OWN_URL: localUrl(read.HOST, read.PORT),
    SANDBOX_URL: `http://127.0.0.1:${read.SANDBOX_PORT}`,
  }))
  .superRefine((read, context) => {
    const message = exposure(read.HOST, read.APP_URL)
    if (message !== undefined) context.addIssue({ code: 'custom', message })
    if (read.CRASH_AT !== undefined && !isLoopback(new URL(read.APP_URL)))
      context.addIssue({
        code: 'custom',
        message:
          'CRASH_AT ends the console in the middle of its work, for tests: it is for a loopback APP_URL only',
      })
  })

/** The console's configuration. */
export type Env = z.output<typeof envSchema>

/** The configuration, read once and lazily: a build must not need it. Throws an `Error` with one line per wrong variable. */
export function env(): Env {
  return processState('env', () => parseEnv(process.env))
}

/** Reads a configuration from given variables; an empty value counts as absent. */
export function parseEnv(variables: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const result = envSchema.safeParse(given)
  if (result.success) return result.data
  const lines = result.error.issues.map((issue) =>
    issue.path.length > 0 && !issue.message.includes(String(issue.path[0]))
      ? `${issue.path.join('.')}: ${issue.message}`
      : issue.message,
  )
  throw new Error(`the configuration is wrong: ${lines.join('; ')}`)
}
