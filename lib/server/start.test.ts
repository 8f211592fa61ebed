import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { findProject, secretContext, removeProject, projectEtag } from './projects'
import { dropProcessState } from './process-state'
import { unseal } from './secrets'
import { claimSetup, ensureSetupToken } from './setup-token'
import { registerSandbox } from './start'
import { freshConsole, testDatabases } from './testing'

const key = { projectId: 'sandbox', keyId: 'a-key', keySecret: 'a-secret' }
const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function fresh(kind: 'sqlite' | 'postgres') {
  const made = await freshConsole(kind, { SANDBOX: 'on', SANDBOX_PORT: '4010' })
  ends.push(made.end)
  const writeKey = (changed = {}) =>
    writeFileSync(join(made.folder, 'sandbox-key.json'), JSON.stringify({ ...key, ...changed }))
  writeKey()
  return { ...made, writeKey }
}

/** What a start with another SANDBOX_PORT does. */
async function registerOn(port: string): Promise<void> {
  process.env.SANDBOX_PORT = port
  dropProcessState('env')
  await registerSandbox()
}

describe.each(testDatabases)('the sandbox of a start on %s', (kind) => {
  it('follows its port with its key', async () => {
    await fresh(kind)
    await registerOn('4010')
    const before = await findProject('sandbox')
    await registerOn('4555')
    const project = await findProject('sandbox')
    expect(project).toMatchObject({ tokenOrigin: 'http://127.0.0.1:4555', version: before.version + 1 })
    expect(await unseal(secretContext('sandbox', project.tokenOrigin), project.sealedSecret)).toBe(
      key.keySecret,
    )
    await registerOn('4555')
    expect(await findProject('sandbox')).toEqual(project)
  })

  it('of another console is left alone, and one that was removed does not come back', async () => {
    const { writeKey } = await fresh(kind)
    await registerOn('4010')
    const project = await findProject('sandbox')
    writeKey({ keyId: 'of-another-console' })
    await registerOn('4555')
    expect(await findProject('sandbox')).toEqual(project)
    await removeProject(project, projectEtag(project))
    await registerOn('4555')
    await expect(async () => findProject('sandbox')).rejects.toThrow(/no such project/)
  })

  it('with a key file that holds something else is one line', async () => {
    const { folder } = await fresh(kind)
    writeFileSync(join(folder, 'sandbox-key.json'), 'garbage')
    await expect(registerSandbox()).rejects.toThrow(/^\S+sandbox-key\.json holds no key of a sandbox\. .*$/)
  })
})

describe.runIf(testDatabases.includes('postgres'))('two consoles that start on one fresh PostgreSQL', () => {
  it('have one token that works, and say where it is', async () => {
    const { folder } = await fresh('postgres')
    const file = join(folder, 'setup-token')
    const tokens = await Promise.all([ensureSetupToken(), ensureSetupToken()])
    expect(new Set(tokens.filter((token) => token !== 'elsewhere')).size).toBe(1)
    const token = tokens.find((one) => one !== 'elsewhere') ?? ''
    // The second console has a folder of its own, without the token.
    writeFileSync(file, 'a token of long ago\n')
    expect(await ensureSetupToken()).toBe('elsewhere')
    expect(existsSync(file)).toBe(false)
    // The first one starts again.
    writeFileSync(file, `${token}\n`)
    expect(await ensureSetupToken()).toBe(token)
    expect(readFileSync(file, 'utf8').trim()).toBe(token)
    const admin = { email: 'a@console.example', password: 'a-long-admin-password-1' }
    expect(await claimSetup({ token, ...admin })).toBe(admin.email)
    writeFileSync(file, 'stale\n')
    await expect(claimSetup({ token, ...admin })).rejects.toThrow(/not valid/)
    expect(existsSync(file)).toBe(false)
  })
})
