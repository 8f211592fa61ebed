import { expect, test } from '@playwright/test'
import { apiAs, control, createTrunk, stateOf, trunksPath, unique } from './helpers'

const overviewPath = '/api/projects/sandbox/overview'

test.use({ storageState: stateOf('operator') })

test('a vendor that hangs does not take the last good figures away: they are there at once', async () => {
  const api = await apiAs('operator')
  const before = await (await api.get(overviewPath)).json()
  expect(before.counts.trunks).toBeGreaterThan(0)
  // After a write the list of trunks has to be read again.
  await createTrunk(api)
  await control('POST', 'faults', { path: '**', fault: { kind: 'hang' } })
  try {
    const asked = Date.now()
    const late = await (await api.get(overviewPath)).json()
    expect(Date.now() - asked).toBeLessThan(3_000)
    expect(late).toMatchObject({ refreshing: true, counts: { trunks: before.counts.trunks } })
    const statusAsked = Date.now()
    expect((await api.get('/api/projects/sandbox/status')).status()).toBe(200)
    expect(Date.now() - statusAsked).toBeLessThan(3_000)
    await expect
      .poll(async () => (await (await api.get('/api/projects/sandbox/status')).json()).state, {
        timeout: 15_000,
      })
      .toBe('slow')
  } finally {
    await control('DELETE', 'faults')
  }
})

test('the last changes go by the names of things, and a refusal says why', async ({ page }) => {
  const api = await apiAs('operator')
  const trunk = await createTrunk(api, { name: 'Head office of the overview' })
  const { items } = await (await api.get(`${trunksPath}?pageSize=500`)).json()
  const busy = items.find(({ numbers }: { numbers: number }) => numbers > 0)
  const refused = await api.delete(`${trunksPath}/${busy.id}`, { headers: { 'if-match': busy.etag } })
  expect(refused.status()).toBe(422)
  const { error } = await refused.json()
  await page.goto('/projects/sandbox')
  const changes = page.getByRole('listitem')
  const created = changes.filter({ hasText: 'Created SIP trunk “Head office of the overview”' })
  await expect(created).toHaveCount(1)
  await expect(created.getByRole('link')).toHaveAttribute('title', trunk.id)
  await expect(changes.filter({ hasText: `Tried to delete SIP trunk “${busy.name}”` }).first()).toContainText(
    error.message,
  )
})

test('figures and their words are apart when the page is read as text', async ({ page }) => {
  await page.goto('/projects/sandbox')
  // The panels arrive one by one.
  const main = page.locator('main')
  await expect(main).toContainText(/\d \d+ unassigned/)
  await expect(main).toContainText(/% of calls/)
})

test('what needs attention is found trunk after trunk, and each entry leads to what mends it', async ({
  page,
}) => {
  const api = await apiAs('operator')
  const username = unique('pbx')
  const list = await api.post('/api/projects/sandbox/credentialLists', {
    data: { name: `Users ${username}`, credentials: [{ username, password: 'Long-enough-pass-1' }] },
  })
  expect(list.status()).toBe(201)
  const trunk = await createTrunk(api, { name: `Trap ${username}` })
  const endpoint = await api.post(`${trunksPath}/${trunk.id}/endpoints`, {
    data: { isRegistered: true, name: 'PBX', priority: 1, credentialUsername: username },
  })
  expect(endpoint.status()).toBe(201)
  const found = async () => {
    const { groups } = await (await api.get('/api/projects/sandbox/attention')).json()
    const trap = groups.find(({ kind }: { kind: string }) => kind === 'registered_trap')
    return trap?.entries.some(({ id }: { id: string }) => id === trunk.id) ?? false
  }
  await expect.poll(found, { timeout: 30_000 }).toBe(true)

  await page.goto('/projects/sandbox')
  const group = page.getByRole('listitem').filter({
    has: page.getByRole('heading', { name: 'Endpoints that cannot register' }),
  })
  await expect(group).toContainText('REGISTER fails with 401')
  const more = group.getByRole('button', { name: /^Show \d+ more$/ })
  if (await more.isVisible()) await more.click()
  await group.getByRole('link', { name: new RegExp(trunk.name) }).click()
  await expect(page).toHaveURL(new RegExp(`/trunks/${trunk.id}/authorisation$`))

  const listed = await list.json()
  const linked = await api.post(`${trunksPath}/${trunk.id}/credentialLists`, {
    data: { credentialListIds: [listed.id] },
  })
  expect(linked.ok()).toBe(true)
  await expect.poll(found, { timeout: 30_000 }).toBe(false)
})
