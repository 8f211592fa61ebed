import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  GET as readCountry,
  PUT as changeCountry,
} from '../app/api/projects/[projectId]/countryPermissions/[isoCode]/route'
import { routesInProcess } from './routes-in-process'

let api: Awaited<ReturnType<typeof routesInProcess>>
beforeAll(async () => {
  api = await routesInProcess()
})
afterAll(() => api.end())

it('four countries at a time are changed each by one write, and a refused one keeps nobody waiting', async () => {
  const isoCodes = ['AL', 'AD', 'BY', 'BE']
  const tags = await Promise.all(
    isoCodes.map(async (isoCode) => (await api.call(readCountry, 'GET', { isoCode })).headers.get('etag')),
  )
  await api.control.clearRequests()
  await api.control.faults([
    { method: 'PUT', path: '**/countryPermissions/BE', fault: { kind: 'status', status: 400 } },
    { method: 'PUT', path: '**/countryPermissions/*', fault: { kind: 'delay', ms: 300 } },
  ])
  const answers = await Promise.all(
    isoCodes.map((isoCode, index) =>
      api.call(changeCountry, 'PUT', { isoCode }, { body: { enabled: true }, ifMatch: tags[index] ?? '' }),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 422])
  const writes = (await api.control.requests()).filter(({ method }) => method === 'PUT')
  expect(writes.map(({ path }) => path.split('/').at(-1)).sort()).toEqual(['AD', 'AL', 'BE', 'BY'])
  expect(writes.every(({ body }) => JSON.stringify(body) === '{"enabled":true}')).toBe(true)
})
