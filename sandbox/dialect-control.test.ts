import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultDialect, dialectSwitches, dialectValues, flippedDialect } from './dialect'
import { startSandbox, type StartedSandbox } from './testing'
import { listOf, testingClient } from './testing-client'

let sandbox: StartedSandbox
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 0 })
})
afterAll(() => sandbox.close())

describe('the dialect as a whole', () => {
  it('has a sentence, a default and another position for every switch', () => {
    for (const [name, sentence] of Object.entries(dialectSwitches))
      expect([name, sentence]).toEqual([name, expect.stringMatching(/\.$/)])
    const values = Object.entries(dialectValues)
    expect(values.map(([, [first]]) => first)).toEqual(Object.values(defaultDialect))
    for (const [index, value] of Object.values(flippedDialect).entries()) {
      expect(values[index]?.[1].slice(1)).toContain(value)
    }
  })

  it('refuses switches and positions that do not exist', async () => {
    const put = (body: unknown) =>
      fetch(`${sandbox.url}/__sandbox/dialect`, { method: 'PUT', body: JSON.stringify(body) }).then(
        (one) => one.status,
      )
    expect(await put({ pageMeta: 'other' })).toBe(400)
    expect(await put({ colour: 'blue' })).toBe(400)
    expect(await put({ neverUpdated: '' })).toBe(200)
    const trunks = await testingClient(sandbox).send('GET', '/trunks')
    expect(listOf(trunks, 'trunks')[0]?.updateTime).toBe('')
  })

  it('takes all positions at once by name', async () => {
    expect(await sandbox.control.dialect({ preset: 'flipped' })).toEqual(flippedDialect)
    expect(await sandbox.control.dialect({ preset: 'default' })).toEqual(defaultDialect)
  })
})
