import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { GET as exportCsv } from '../app/api/projects/[projectId]/phoneNumbers/export/route'
import { GET as listKeys } from '../app/api/projects/[projectId]/phoneNumbers/keys/route'
import { GET as summarise } from '../app/api/projects/[projectId]/phoneNumbers/summary/route'
import { GET as search } from '../app/api/projects/[projectId]/search/route'
import { dropCollections, forgetCollections } from '../lib/server/collections'
import { routesInProcess } from './routes-in-process'

let api: Awaited<ReturnType<typeof routesInProcess>>
beforeAll(async () => {
  api = await routesInProcess()
  const trunkId = await api.makeElsewhere('trunks', { name: 'Head office', hostName: 'unreliable' })
  await api.makeElsewhere('phoneNumbers', { phoneNumber: '+12125550100', sipTrunkId: trunkId })
})
afterEach(async () => {
  await api.control.clearFaults()
  forgetCollections('sandbox')
})
afterAll(() => api.end())

async function answers() {
  const [keys, summary, found, csv] = [
    await api.call(listKeys, 'GET'),
    await api.call(summarise, 'GET'),
    await api.call(search, 'GET', {}, { search: '?q=2125550100' }),
    await api.call(exportCsv, 'GET'),
  ]
  const numbers = found.body.groups.find(({ kind }: { kind: string }) => kind === 'phoneNumbers')
  return { said: [keys.body, summary.body, numbers], lastLine: csv.text.trimEnd().split('\r\n').at(-1) }
}

describe('what is made of the numbers says how far it can be relied upon', () => {
  it('when they were read whole just now', async () => {
    const { said, lastLine } = await answers()
    for (const one of said)
      expect(one).toMatchObject({ total: 1, stale: false, complete: true, ageSeconds: expect.any(Number) })
    expect(lastLine).toBe('"End of export: 1 phone numbers"')
  })

  it('when the list could not be read whole, and a file ends with that', async () => {
    const body = JSON.stringify({ phoneNumbers: [{ id: '1', phoneNumber: '+12125550100' }], totalItems: 3 })
    await api.control.faults({ path: '**/phoneNumbers', fault: { kind: 'body', status: 200, body } })
    const { said, lastLine } = await answers()
    for (const one of said) expect(one).toMatchObject({ total: 1, stale: false, complete: false })
    expect(lastLine).toMatch(/^"INCOMPLETE EXPORT: 1 phone numbers\. .*Export it again\."$/)
  })

  it('when they are those of an earlier reading', async () => {
    await answers()
    dropCollections('sandbox@')
    await api.control.faults({ path: '**/phoneNumbers', fault: { kind: 'unauthorized' } })
    const { said, lastLine } = await answers()
    for (const one of said)
      expect(one).toMatchObject({ total: 1, stale: true, staleReason: expect.any(String), complete: true })
    expect(lastLine).toMatch(/^"End of export: 1 phone numbers, as they were at /)
  })
})
