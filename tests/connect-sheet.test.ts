import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GET as readSheet } from '../app/api/projects/[projectId]/trunks/[trunkId]/connectSheet/route'
import { POST as linkLists } from '../app/api/projects/[projectId]/trunks/[trunkId]/credentialLists/route'
import { POST as makeEndpoint } from '../app/api/projects/[projectId]/trunks/[trunkId]/endpoints/route'
import { routesInProcess } from './routes-in-process'

let api: Awaited<ReturnType<typeof routesInProcess>>
beforeAll(async () => {
  api = await routesInProcess()
})
afterAll(() => api.end())

describe('the connect sheet of a trunk', () => {
  it('is a Markdown file named after the host name, with what is linked and no password', async () => {
    const trunkId = await api.makeElsewhere('trunks', { name: 'Malmö', hostName: 'sheet-malmo' })
    const password = 'A-long-password-1'
    const listId = await api.makeElsewhere('credentialLists', {
      name: 'Desks',
      credentials: [{ username: 'sheet-desk-1', password }],
    })
    await api.call(linkLists, 'POST', { trunkId }, { body: { credentialListIds: [listId] } })
    const registering = { isRegistered: true, name: 'PBX', credentialUsername: 'sheet-desk-1', priority: 1 }
    await api.call(makeEndpoint, 'POST', { trunkId }, { body: registering })
    await api.makeElsewhere('phoneNumbers', { phoneNumber: '+46701110009', sipTrunkId: trunkId })

    const sheet = await api.call(readSheet, 'GET', { trunkId })
    expect(sheet.status).toBe(200)
    expect(sheet.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
    expect(sheet.headers.get('content-disposition')).toBe('attachment; filename="sheet-malmo.md"')
    expect(sheet.text).toContain('# Malmö: what the PBX needs')
    expect(sheet.text).toContain('**Send calls to:** `sheet-malmo.pstn.sinch.com`')
    expect(sheet.text).toContain('**PBX:** `sheet-malmo.pstn.sinch.com`, `sheet-desk-1`')
    expect(sheet.text).toContain('`+46701110009`')
    expect(sheet.text).not.toContain(password)
  })

  it('is not found for a trunk that is not there', async () => {
    expect((await api.call(readSheet, 'GET', { trunkId: 'no-such-trunk' })).status).toBe(404)
  })
})
