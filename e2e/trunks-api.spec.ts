import { expect, test } from '@playwright/test'
import { apiAs, control, createTrunk, trunksPath, unique } from './helpers'

test.describe('trunks through the API', () => {
  test('a change needs the tag of what was read: 428 without, 412 with an old one and the current object in it', async () => {
    const api = await apiAs('operator')
    const trunk = await createTrunk(api)
    const path = `${trunksPath}/${trunk.id}`
    expect((await api.put(path, { data: { name: 'x' } })).status()).toBe(428)
    expect((await api.delete(path)).status()).toBe(428)
    const first = await api.put(path, { data: { name: 'Renamed' }, headers: { 'if-match': trunk.etag } })
    expect(first.status(), await first.text()).toBe(200)
    const late = await api.put(path, { data: { name: 'Late' }, headers: { 'if-match': trunk.etag } })
    expect(late.status()).toBe(412)
    const { error } = await late.json()
    expect(error).toMatchObject({ code: 'changed_meanwhile', current: { id: trunk.id, name: 'Renamed' } })
    expect(error.current.etag).toBe(first.headers().etag)
  })

  test('an edit of one field changes one field, and fields that the console does not know survive (A19)', async () => {
    const api = await apiAs('operator')
    const trunk = await createTrunk(api, {
      enableCallerName: true,
      enableCallForward: true,
      callForwardNumber: '+14155550100',
    })
    await control('PUT', `objects/trunks/${trunk.id}`, {
      futureFlag: true,
      futureText: 'kept',
      futureList: [1, 2],
    })
    const path = `${trunksPath}/${trunk.id}`
    const read = await api.get(path)
    const seen = await read.json()
    expect(seen).not.toHaveProperty('futureFlag')
    const saved = await api.put(path, {
      data: { name: 'Only the name' },
      headers: { 'if-match': read.headers().etag ?? '' },
    })
    expect(saved.status(), await saved.text()).toBe(200)
    expect(await saved.json()).toMatchObject({
      name: 'Only the name',
      enableCallerName: true,
      enableCallForward: true,
      callForwardNumber: '+14155550100',
      hostName: trunk.hostName,
    })
    const requests = JSON.stringify(await control('GET', 'requests'))
    expect(requests).toContain('futureText')
  })

  test('a read object can be sent back unchanged, and then nothing is sent to the vendor', async () => {
    const api = await apiAs('operator')
    const trunk = await createTrunk(api)
    const path = `${trunksPath}/${trunk.id}`
    const read = await api.get(path)
    await control('DELETE', 'requests')
    const saved = await api.put(path, {
      data: { ...(await read.json()), unheardOf: 1 },
      headers: { 'if-match': read.headers().etag ?? '' },
    })
    expect(saved.status(), await saved.text()).toBe(200)
    expect(saved.headers().etag).toBe(read.headers().etag)
    expect(JSON.stringify(await control('GET', 'requests'))).not.toContain('"PUT"')
  })

  test('of two people who save at the same time exactly one wins, fifty times over (A20)', async () => {
    const [one, two] = [await apiAs('operator'), await apiAs('admin')]
    const trunk = await createTrunk(one)
    const path = `${trunksPath}/${trunk.id}`
    for (let round = 0; round < 50; round += 1) {
      const etag = (await one.get(path)).headers().etag ?? ''
      const answers = await Promise.all(
        [one, two].map((api, index) =>
          api.put(path, { data: { name: `round ${round} by ${index}` }, headers: { 'if-match': etag } }),
        ),
      )
      expect(answers.map((answer) => answer.status()).sort()).toEqual([200, 412])
      const winner = answers.findIndex((answer) => answer.status() === 200)
      expect((await (await one.get(path)).json()).name).toBe(`round ${round} by ${winner}`)
    }
  })

  test('a change behind the console’s back is never overwritten (A21)', async () => {
    const api = await apiAs('operator')
    const trunk = await createTrunk(api)
    const path = `${trunksPath}/${trunk.id}`
    const etag = (await api.get(path)).headers().etag ?? ''
    await control('PUT', `objects/trunks/${trunk.id}`, { enableCallerName: true })
    const blocked = await api.put(path, { data: { name: 'Mine' }, headers: { 'if-match': etag } })
    expect(blocked.status()).toBe(412)
    expect((await blocked.json()).error.current).toMatchObject({ enableCallerName: true, name: trunk.name })
  })

  test('a taken host name, a host name with a dot and a blank one are refused beside the field', async () => {
    const api = await apiAs('operator')
    const trunk = await createTrunk(api)
    const taken = await api.post(trunksPath, { data: { name: 'Twin', hostName: trunk.hostName } })
    expect(taken.status()).toBe(422)
    expect((await taken.json()).error).toMatchObject({
      code: 'upstream_rejected',
      fields: { hostName: expect.stringContaining('unavailable') },
    })
    for (const hostName of ['sip.example.com', '', 'with space', 'ünïcode', 'a'.repeat(64)]) {
      const refused = await api.post(trunksPath, { data: { name: 'Wrong', hostName } })
      expect(refused.status(), hostName).toBe(422)
      expect((await refused.json()).error).toMatchObject({
        code: 'invalid_request',
        fields: { hostName: expect.any(String) },
      })
    }
  })

  test('a create whose answer is lost is looked up and made exactly once', async () => {
    const api = await apiAs('operator')
    const hostName = unique('lost')
    await control('POST', 'faults', {
      method: 'POST',
      path: '**/trunks',
      count: 1,
      fault: { kind: 'resetAfter' },
    })
    const made = await api.post(trunksPath, { data: { name: 'Lost answer', hostName } })
    await control('DELETE', 'faults')
    expect(made.status(), await made.text()).toBe(201)
    const list = await (await api.get(`${trunksPath}?q=${hostName}`)).json()
    expect(list.total).toBe(1)
  })

  test('the list is searched, sorted and paged, and each row carries its joins and its tag', async () => {
    const api = await apiAs('viewer')
    const page = await (await api.get(`${trunksPath}?pageSize=2&sort=-name`)).json()
    expect(page).toMatchObject({ page: 1, pageSize: 2, stale: false, complete: true })
    expect(page.items).toHaveLength(2)
    for (const item of page.items)
      expect(item).toMatchObject({
        etag: expect.stringMatching(/^"/),
        numbers: expect.any(Number),
        accessControlLists: expect.any(Array),
        credentialLists: expect.any(Array),
      })
    // Not known of a trunk until the console has come to it.
    for (const { endpoints } of page.items)
      if (endpoints !== null)
        expect(endpoints).toEqual({ enabled: expect.any(Number), total: expect.any(Number) })
    expect(
      page.items[0].name.localeCompare(page.items[1].name, 'en', { numeric: true }),
    ).toBeGreaterThanOrEqual(0)
  })
})
