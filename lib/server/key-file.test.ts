import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { parseKey } from './key-file'
import { freshConsole } from './testing'

describe('the spelling of a key', () => {
  const bytes = randomBytes(32)

  it.each([
    ['base64', bytes.toString('base64')],
    ['base64 without padding', bytes.toString('base64').slice(0, 43)],
    ['base64url', bytes.toString('base64url')],
    ['hex', bytes.toString('hex')],
    ['hex in capitals', bytes.toString('hex').toUpperCase()],
    ['a file with a line end', `${bytes.toString('base64')}\n`],
  ])('%s is read', (_name, text) => {
    expect(parseKey(text, 'KEY').bytes.equals(bytes)).toBe(true)
  })

  it('nothing that openssl makes is refused', () => {
    for (let count = 0; count < 2_000; count += 1) {
      const made = randomBytes(32)
      expect(parseKey(made.toString(count % 2 === 0 ? 'base64' : 'hex'), 'KEY').bytes.equals(made)).toBe(true)
    }
  })

  it.each([
    ['words', 'correct-horse-battery-staple-correct-horse1'],
    ['words that are canonical base64', 'correct-horse-battery-staple-correct-horses'],
    ['words in capitals', 'Correct-Horse-Battery-Staple-Correct-Horses'],
    ['the alphabet', 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopo'],
    ['counting', Buffer.from(Array.from({ length: 32 }, (_, index) => index)).toString('hex')],
    [
      'characters that are no base64',
      `${bytes.toString('base64').slice(0, 20)} ! ${bytes.toString('base64').slice(20)}`,
    ],
    ['a last character with bits too many', `${Buffer.alloc(32, bytes).toString('base64').slice(0, 42)}B`],
    ['31 bytes', bytes.subarray(1).toString('base64')],
    ['33 bytes', Buffer.concat([bytes, Buffer.from([1])]).toString('base64')],
  ])('%s is refused with the way to make a better one', (_name, text) => {
    expect(() => parseKey(text, 'ENCRYPTION_KEY')).toThrow(/^ENCRYPTION_KEY .*openssl rand -base64 32$/)
  })
})

describe('a key file that cannot be read is one line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'est-console-key-'))
  let end = async () => {}
  afterEach(async () => {
    await end()
    rmSync(folder, { recursive: true, force: true })
  })

  it.each([
    [folder, 'is a folder, not a file'],
    [join(folder, 'nothing'), 'does not exist'],
    [join(import.meta.filename, 'below'), 'cannot be read (ENOTDIR)'],
  ])('%s', async (file, reason) => {
    const before = process.env.ENCRYPTION_KEY_FILE
    process.env.ENCRYPTION_KEY_FILE = file
    end = async () => {
      if (before === undefined) Reflect.deleteProperty(process.env, 'ENCRYPTION_KEY_FILE')
      else process.env.ENCRYPTION_KEY_FILE = before
    }
    await expect(freshConsole()).rejects.toThrow(`ENCRYPTION_KEY_FILE names ${file}, which ${reason}`)
  })
})
