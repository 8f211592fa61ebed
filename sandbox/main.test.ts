import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
let data: string
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'sandbox-main-'))
})
afterAll(() => rmSync(data, { recursive: true }))

function start(...args: string[]): ChildProcessWithoutNullStreams {
  const whole = ['--import', 'tsx', 'sandbox/main.ts', '--data', data, '--calls', '50', ...args]
  return spawn(process.execPath, whole, { cwd: root })
}

function ended(child: ChildProcessWithoutNullStreams): Promise<{ code: number | null; error: string }> {
  let error = ''
  child.stderr.on('data', (chunk: Buffer) => (error += chunk.toString()))
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, error })))
}

function announced(child: ChildProcessWithoutNullStreams): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()))
    child.once('close', () => reject(new Error('the sandbox ended')))
  })
}

describe('the command line', () => {
  it('makes its key and demonstration, answers, refuses a taken port, and ends on a signal', async () => {
    const child = start('--port', '0')
    const line = await announced(child)
    const url = /http:\/\/127\.0\.0\.1:(\d+)/.exec(line)
    expect(line).toBe(`EST sandbox on ${url?.[0]}, project sandbox\n`)

    const file = join(data, 'sandbox-key.json')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const key: { keyId: string; keySecret: string } = JSON.parse(readFileSync(file, 'utf8'))
    const authorization = `Basic ${Buffer.from(`${key.keyId}:${key.keySecret}`).toString('base64')}`
    const answer = await fetch(`${url?.[0]}/v1/projects/sandbox/trunks`, { headers: { authorization } })
    expect(await answer.json()).toMatchObject({ totalItems: 3 })

    const second = await ended(start('--port', String(url?.[1])))
    expect(second.code).toBe(1)
    expect(second.error).toBe(
      `sandbox: Port ${url?.[1]} is taken. Stop what listens there, or set SANDBOX_PORT.\n`,
    )

    const end = ended(child)
    const asked = performance.now()
    child.kill('SIGTERM')
    expect(await end).toEqual({ code: 0, error: '' })
    expect(performance.now() - asked).toBeLessThan(2_000)
  })

  it.each([
    ['--host', '0.0.0.0', 'sandbox: The sandbox listens on 127.0.0.1 only, not on 0.0.0.0.\n'],
    ['--port', 'x', 'sandbox: --port is a whole number up to 65535, not x.\n'],
  ])('refuses %s %s in one line', async (option, value, sentence) => {
    expect(await ended(start(option, value))).toEqual({ code: 1, error: sentence })
  })
})
