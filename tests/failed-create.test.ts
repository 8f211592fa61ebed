import { expect, it } from 'vitest'
import { GET as listTrunks, POST as createTrunk } from '../app/api/projects/[projectId]/trunks/route'
import { routesInProcess } from './routes-in-process'

it('a create that fails before anything was sent makes the list be read again', async () => {
  const api = await routesInProcess()
  try {
    expect((await api.call(listTrunks, 'GET')).body.stale).toBe(false)
    await api.control.faults({ path: '**', fault: { kind: 'resetBefore' } })
    const body = { name: 'Into the void', hostName: 'into-the-void' }
    expect((await api.call(createTrunk, 'POST', {}, { body })).status).toBe(503)
    expect((await api.call(listTrunks, 'GET')).body.stale).toBe(true)
  } finally {
    await api.control.clearFaults()
    await api.end()
  }
}, 40_000)
