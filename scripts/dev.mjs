import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { dataFolder, lockData, prepareData } from './lib/data-folder.mjs'
import { main } from './lib/fail.mjs'
import { checkNode, ensurePackages, root } from './lib/packages.mjs'
import { assertPortFree, portFrom, startSandbox } from './lib/servers.mjs'

await main(async () => {
  checkNode()
  const port = portFrom('PORT', 3000)
  const sandboxPort = portFrom('SANDBOX_PORT', 4010)
  await assertPortFree(port, '127.0.0.1', 'PORT')
  await assertPortFree(sandboxPort, '127.0.0.1', 'SANDBOX_PORT')
  ensurePackages()
  const dataDir = dataFolder()
  process.umask(0o077)
  prepareData(dataDir)
  lockData(dataDir)
  const sandbox = startSandbox({ dataDir, port: sandboxPort, reloads: true })
  const next = spawn(
    process.execPath,
    [
      join(root, 'node_modules', 'next', 'dist', 'bin', 'next'),
      'dev',
      '--port',
      String(port),
      '--hostname',
      '127.0.0.1',
    ],
    {
      cwd: root,
      env: {
        ...process.env,
        DATA_DIR: dataDir,
        SANDBOX_PORT: String(sandboxPort),
        APP_URL: `http://127.0.0.1:${port}`,
        NEXT_TELEMETRY_DISABLED: '1',
      },
      stdio: 'inherit',
    },
  )
  const stop = async () => {
    next.kill('SIGTERM')
    await sandbox.stop()
    process.exit(0)
  }
  process.on('SIGINT', () => void stop())
  process.on('SIGTERM', () => void stop())
  next.once('exit', () => void stop())
})
