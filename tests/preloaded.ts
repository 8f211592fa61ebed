import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** A server in a process of its own, with the preload in front of it as in production. */
export interface Preloaded {
  readonly port: number
  readonly url: string
  /** What the process has printed. */
  output(): string
  signal(name: NodeJS.Signals): void
  /** Resolves to the exit code. */
  readonly ended: Promise<number | null>
}

/** Starts it with the given environment. */
export async function startPreloaded(env: Record<string, string> = {}): Promise<Preloaded> {
  const child = spawn(
    process.execPath,
    ['--import', at('../scripts/preload.mjs'), at('./preload-server.mjs')],
    {
      env: { ...process.env, APP_URL: '', TRUSTED_PROXIES: '', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = once(child, 'exit').then(([code]: (number | null)[]) => code ?? null)
  while (!/port (\d+)\n/.test(output)) {
    await Promise.race([once(child.stdout, 'data'), ended.then(() => Promise.reject(new Error('it ended')))])
  }
  const port = Number(/port (\d+)\n/.exec(output)?.[1])
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    output: () => output,
    signal: (name) => void child.kill(name),
    ended,
  }
}

/** Sends bytes and resolves to all that comes back before the connection ends. */
export async function exchange(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  socket.on('data', (chunk) => (answer += chunk.toString()))
  socket.on('error', () => {})
  socket.write(bytes)
  await once(socket, 'close')
  return answer
}
