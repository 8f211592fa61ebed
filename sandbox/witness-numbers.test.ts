import { NumbersService } from '@sinch/numbers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findOperation } from './openapi-validator'
import { startSandbox, type StartedSandbox } from './testing'

let sandbox: StartedSandbox
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 0, provisioningDelayMs: 1_000 })
})
afterAll(() => sandbox.close())

it('the vendor’s own Numbers client completes every operation the sandbox offers of those it has (A0)', async () => {
  const { url, projectId, keyId, keySecret } = sandbox
  const sdk = new NumbersService({
    projectId,
    keyId,
    keySecret,
    authHostname: url,
    numbersHostname: url,
    logger: null,
  })
  const available = await sdk.searchForAvailableNumbers({
    regionCode: 'US',
    type: 'LOCAL',
    capabilities: ['SMS', 'VOICE'],
    size: 3,
    'numberPattern.pattern': '1415',
    'numberPattern.searchPattern': 'START',
  })
  const phoneNumber = available.availableNumbers?.[0]?.phoneNumber ?? ''
  expect(phoneNumber).toMatch(/^\+1415555/)
  expect((await sdk.checkAvailability({ phoneNumber })).phoneNumber).toBe(phoneNumber)
  expect((await sdk.availableRegions.list({ types: ['TOLL_FREE'] })).availableRegions).toHaveLength(2)

  const rented = await sdk.rent({ phoneNumber, rentNumberRequestBody: {} })
  expect(rented.voiceConfiguration).toMatchObject({ type: 'RTC' })
  expect((await sdk.get({ phoneNumber })).projectId).toBe('sandbox')

  const trunks = await fetch(`${url}/v1/projects/${projectId}/trunks`, {
    headers: { authorization: `Basic ${Buffer.from(`${keyId}:${keySecret}`).toString('base64')}` },
  })
  const body: { trunks: { id: string }[] } = await trunks.json()
  const trunkId = body.trunks[0]?.id ?? ''
  const assigned = await sdk.update({
    phoneNumber,
    updateActiveNumberRequestBody: { displayName: 'Lobby', voiceConfiguration: { type: 'EST', trunkId } },
  })
  expect(assigned.displayName).toBe('Lobby')
  expect(assigned.voiceConfiguration?.scheduledVoiceProvisioning).toMatchObject({
    status: 'WAITING',
    trunkId,
  })
  await sandbox.control.clock({ advanceMs: 1_500 })
  expect((await sdk.get({ phoneNumber })).voiceConfiguration).toMatchObject({ type: 'EST', trunkId })

  const seen: string[] = []
  for await (const number of sdk.list({ regionCode: 'US', type: 'LOCAL', pageSize: 5 })) {
    seen.push(number.phoneNumber ?? '')
  }
  expect(seen).toContain(phoneNumber)
  expect(new Set(seen).size).toBe(13)
  expect((await sdk.release({ phoneNumber })).expireAt).toBeInstanceOf(Date)

  const used = (await sandbox.control.requests()).map(({ method, path }) => findOperation(method, path)?.id)
  expect(new Set(used.filter((id) => id !== 'listTrunks' && id !== 'createAccessToken'))).toEqual(
    new Set([
      'searchAvailableNumbers',
      'getAvailableNumber',
      'listAvailableRegions',
      'rentNumber',
      'getActiveNumber',
      'updateActiveNumber',
      'listActiveNumbers',
      'releaseActiveNumber',
    ]),
  )
})
