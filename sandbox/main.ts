import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { liveCalls } from './calls/live'
import { readOrMakeKey } from './key-file'
import { isEmpty, prepare, seedDemonstration } from './seed'
import { createSandbox } from './server'

const loopback = '127.0.0.1'

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: process.env.SANDBOX_PORT ?? '4010' },
      host: { type: 'string', default: loopback },
      data: { type: 'string', default: process.env.DATA_DIR ?? './data' },
      calls: { type: 'string' },
      'key-file': { type: 'string' },
    },
  })
  if (values.host !== loopback)
    throw new Error(`The sandbox listens on ${loopback} only, not on ${values.host}.`)
  const port = wholeNumber('--port', values.port, 65_535)
  const calls = values.calls === undefined ? undefined : wholeNumber('--calls', values.calls, 10_000_000)
  const data = resolve(values.data)
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const key = readOrMakeKey(values['key-file'] ?? join(data, 'sandbox-key.json'))
  const sandbox = createSandbox({ key, file: join(data, 'sandbox.sqlite') })
  const { context, traffic } = sandbox.state

  const stop = (): void => {
    void sandbox.close().finally(() => process.exit(0))
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)

  // The port is taken first: a second sandbox must not seed the database of the first.
  await new Promise<void>((started, failed) => {
    sandbox.server.once('error', failed)
    sandbox.server.listen(port, loopback, started)
  })
  const first = isEmpty(context)
  prepare(context)
  if (first) await seedDemonstration(context, calls)
  traffic.keep(liveCalls)
  const address = sandbox.server.address()
  const bound = typeof address === 'object' && address ? address.port : port
  process.stdout.write(`EST sandbox on http://${loopback}:${bound}, project ${key.projectId}\n`)
}

function wholeNumber(option: string, value: string, most: number): number {
  const number = /^\d{1,9}$/.test(value) ? Number(value) : NaN
  if (!(number <= most)) throw new Error(`${option} is a whole number up to ${most}, not ${value}.`)
  return number
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? error.code : undefined
  const port = 'port' in error ? String(error.port) : ''
  if (code === 'EADDRINUSE') return `Port ${port} is taken. Stop what listens there, or set SANDBOX_PORT.`
  return error.message
}

main().catch((error: unknown) => {
  process.stderr.write(`sandbox: ${explain(error)}\n`)
  process.exit(1)
})
