import { expect, it } from 'vitest'
import { GET as listNumbers } from '../app/api/projects/[projectId]/phoneNumbers/route'
import { GET as listTrunks } from '../app/api/projects/[projectId]/trunks/route'
import { routesInProcess } from './routes-in-process'

it('a list that is asked for in a wrong way is refused before the vendor is asked', async () => {
  const api = await routesInProcess()
  try {
    await api.control.clearRequests()
    for (const list of [listTrunks, listNumbers])
      expect(await api.call(list, 'GET', {}, { search: '?page=0' })).toMatchObject({
        status: 422,
        body: { error: { fields: { page: 'Pages begin at 1.' } } },
      })
    expect(await api.control.requests()).toEqual([])
  } finally {
    await api.end()
  }
})
