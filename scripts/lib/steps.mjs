import { spawn } from 'node:child_process'
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './packages.mjs'

const logs = join(root, '.tmp', 'test-logs')

/** Path of a package's command, run by this very Node. */
export function bin(...parts) {
  return [process.execPath, join(root, 'node_modules', ...parts)]
}

/**
 * Runs one step with its output in a log. Prints one line, and when it failed what `explain` makes of it, else the end of the log.
 * Resolves to whether it passed.
 */
export async function step(name, command, { env = {}, explain = () => '' } = {}) {
  mkdirSync(logs, { recursive: true })
  const file = join(logs, `${name.replace(/\W+/g, '-')}.log`)
  const began = Date.now()
  const [program, ...args] = command
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const log = createWriteStream(file)
  child.stdout.pipe(log, { end: false })
  child.stderr.pipe(log, { end: false })
  const code = await new Promise((resolve) => child.once('close', resolve))
  await new Promise((resolve) => log.end(resolve))
  const seconds = ((Date.now() - began) / 1000).toFixed(0)
  process.stdout.write(`${code === 0 ? 'ok  ' : 'FAIL'}  ${name} (${seconds} s)\n`)
  if (code !== 0)
    process.stdout.write(`${explain() || readFileSync(file, 'utf8').split('\n').slice(-60).join('\n')}\n`)
  return code === 0
}

/** The checks that read the sources and run nothing. */
const staticChecks = [
  ['format', [...bin('prettier', 'bin', 'prettier.cjs'), '--check', '.']],
  ['lint', [...bin('eslint', 'bin', 'eslint.js'), '.', '--max-warnings', '0']],
  ['types', [...bin('typescript', 'bin', 'tsc'), '--noEmit']],
  ['dead code', [...bin('knip', 'bin', 'knip.js'), '--no-progress']],
]

/** Runs them, two at a time; resolves to how many passed and failed. */
export async function runStaticChecks() {
  // What the compiler checks first has to be written: the types of the routes.
  const typed = await step('route types', [...bin('next', 'dist', 'bin', 'next'), 'typegen'])
  const waiting = [...staticChecks]
  const passed = [typed]
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) passed.push(await step(...next))
  }
  await Promise.all([worker(), worker()])
  const failed = passed.filter((ok) => !ok).length
  return { passed: passed.length - failed, failed, skipped: 0 }
}
