import { expect, test, type APIRequestContext } from '@playwright/test'
import { apiAs, control, createTrunk, stateOf, trunksPath, unique } from './helpers'

const project = '/api/projects/sandbox'

interface Edge {
  edge: {
    endpoints: { address: string; port: number }[]
    accessControlLists: { ipRanges: { ipAddress: string; range: number }[] }[]
  }
}

async function freeNumber(api: APIRequestContext): Promise<string> {
  const { items } = await (await api.get(`${project}/phoneNumbers/keys?unassigned=1&country=US`)).json()
  const free = items.find(({ state, otherUse }: { state: string; otherUse: unknown }) => {
    return state === 'unassigned' && otherUse === null
  })
  return free.phoneNumber
}

async function trunkOf(api: APIRequestContext, phoneNumber: string): Promise<string> {
  const { items } = await (
    await api.get(`${project}/phoneNumbers?q=${encodeURIComponent(phoneNumber)}`)
  ).json()
  return items[0].trunkId
}

test.use({ storageState: stateOf('operator') })

test('a trunk is made ready for calls in both directions by hand, from tab to tab', async ({ page }) => {
  test.slow()
  const api = await apiAs('operator')
  const [hostName, phoneNumber] = [unique('journey'), await freeNumber(api)]
  await page.goto('/projects/sandbox/trunks')
  await page.getByRole('button', { name: 'Create SIP trunk' }).click()
  const create = page.getByRole('dialog', { name: 'Create SIP trunk' })
  await create.getByLabel('Name', { exact: true }).fill(`Journey ${hostName}`)
  await create.getByLabel('Host name', { exact: true }).fill(hostName)
  await create.getByRole('button', { name: 'Create trunk' }).click()
  await expect(page.getByRole('heading', { name: `Journey ${hostName}`, level: 1 })).toBeVisible()
  const trunkUrl = page.url()
  const trunkId = trunkUrl.split('/').at(-1) ?? ''

  // Inbound: the trunk opens on its endpoints.
  await page.getByRole('button', { name: 'Add endpoint' }).first().click()
  const endpoint = page.getByRole('dialog', { name: 'Add SIP endpoint' })
  await endpoint.getByLabel('Name', { exact: true }).fill('SBC')
  await endpoint.getByLabel('Address', { exact: true }).fill('203.0.113.77')
  await endpoint.getByRole('button', { name: 'Add endpoint' }).click()
  await expect(endpoint).toHaveCount(0)
  await expect(page.getByText('203.0.113.77:5060').first()).toBeVisible()

  // Outbound: a list that is made for this trunk and linked to it.
  const tabs = page.getByRole('navigation', { name: 'Parts of this trunk' })
  await tabs.getByRole('link', { name: 'Authorisation' }).click()
  await page.getByRole('link', { name: 'Create an access control list' }).click()
  const list = page.getByRole('dialog', { name: 'Create access control list' })
  await list.getByLabel('Name', { exact: true }).fill(`Offices of ${hostName}`)
  await list.getByLabel('IP ranges', { exact: true }).fill('198.51.100.16/28 - head office')
  await list.getByRole('button', { name: 'Create list' }).click()
  await expect(page.getByRole('heading', { name: `Offices of ${hostName}`, level: 1 })).toBeVisible()
  await page
    .getByRole('link', { name: `Journey ${hostName}` })
    .first()
    .click()
  await tabs.getByRole('link', { name: 'Authorisation' }).click()
  await expect(page.getByRole('list', { name: 'Effective source IPs' })).toContainText('198.51.100.16/28')
  // The vendor takes a minute to carry it to its edge, and every page of the trunk says so.
  await expect(page.getByRole('button', { name: /^Propagating/ }).first()).toBeVisible()

  // Numbers come last, so that no call meets a trunk without an endpoint.
  await tabs.getByRole('link', { name: 'Numbers' }).click()
  await page.getByRole('link', { name: 'Choose numbers to assign' }).click()
  // The tab that is being left has a search of the same name.
  await expect(page.getByRole('heading', { name: 'Phone numbers', level: 1 })).toBeVisible()
  await page.getByLabel('Search phone numbers').fill(phoneNumber)
  const row = page.getByRole('row').filter({ has: page.getByRole('checkbox') })
  await expect(row).toHaveCount(1)
  await row.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Assign to a trunk' }).click()
  const assign = page.getByRole('dialog', { name: /^Assign/ })
  await assign.getByLabel('Search trunks').fill(hostName)
  await expect(assign.getByRole('radio')).toHaveCount(1)
  await assign.getByLabel(`Journey ${hostName}`).check()
  await assign.getByRole('button', { name: 'Assign 1 number' }).click()
  await expect.poll(() => trunkOf(api, phoneNumber), { timeout: 30_000 }).toBe(trunkId)

  await page.goto(trunkUrl)
  await tabs.getByRole('link', { name: 'Numbers' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'Assigned' })).toHaveCount(1)
  const { edge } = await control<Edge>('GET', `effective/trunks/${trunkId}`)
  expect(edge.endpoints).toMatchObject([{ address: '203.0.113.77', port: 5060 }])
  expect(edge.accessControlLists).toMatchObject([{ ipRanges: [{ ipAddress: '198.51.100.16', range: 28 }] }])
  await page.goto(`/projects/sandbox/activity?object=${trunkId}`)
  await expect(page.getByRole('button', { name: 'Created SIP trunk' })).toBeVisible()
})

test('a trunk with everything on it is taken down by plan; a refusal in the middle stops it, and it is resumed after a reload', async ({
  page,
}) => {
  test.slow()
  const api = await apiAs('operator')
  const trunk = await createTrunk(api, { name: unique('Taken-down') })
  const phoneNumber = await freeNumber(api)
  const made = async (path: string, data: object) => {
    const answer = await api.post(`${project}/${path}`, { data })
    expect(answer.ok(), await answer.text()).toBe(true)
    return await answer.json()
  }
  const ipRanges = [{ description: '', ipAddress: '198.51.100.200', range: 32 }]
  const acl = await made('accessControlLists', { name: unique('Kept'), enabled: true, ipRanges })
  await made(`trunks/${trunk.id}/accessControlLists`, { accessControlListIds: [acl.id] })
  for (const priority of [1, 2]) {
    const endpoint = {
      isRegistered: false,
      name: `SBC ${priority}`,
      address: `192.0.2.${priority}`,
      priority,
    }
    await made(`trunks/${trunk.id}/endpoints`, endpoint)
  }
  await made('jobs', { kind: 'assign_numbers', trunkId: trunk.id, phoneNumbers: [phoneNumber] })
  await expect.poll(() => trunkOf(api, phoneNumber), { timeout: 30_000 }).toBe(trunk.id)

  await page.goto(`/projects/sandbox/trunks/${trunk.id}`)
  await page
    .getByRole('button', { name: /^Delete/ })
    .first()
    .click()
  const dialog = page.getByRole('alertdialog')
  await expect(dialog.getByText(/1 phone number.*2 SIP endpoints.*: 5 steps/)).toBeVisible()
  await control('POST', 'faults', {
    method: 'DELETE',
    path: `/v1/**/trunks/${trunk.id}/accessControlLists/*`,
    fault: { kind: 'status', status: 400 },
  })
  await dialog.getByLabel(/to confirm$/).fill(trunk.name)
  await dialog.getByRole('button', { name: 'Delete trunk' }).dblclick()
  await expect(dialog.getByRole('status')).toHaveText(/^Stopped: 3 of 5 steps done/, { timeout: 30_000 })
  expect(await trunkOf(api, phoneNumber)).toBe('')
  expect((await api.get(`${trunksPath}/${trunk.id}`)).status()).toBe(200)

  // Whoever comes later finds it from any page.
  await control('DELETE', 'faults')
  await page.goto('/projects/sandbox/call-blocking-rules')
  await page.setViewportSize({ width: 360, height: 800 })
  await expect(page.getByRole('button', { name: 'Work stopped' })).toBeVisible()
  const spill = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(await spill()).toBeLessThanOrEqual(0)
  await page.getByRole('button', { name: 'Work stopped' }).click()
  await page.getByRole('link', { name: `Delete ${trunk.name}` }).click()
  await dialog.getByRole('button', { name: 'Resume' }).click()
  await expect(page).toHaveURL(/\/trunks(\?|$)/, { timeout: 30_000 })
  expect((await api.get(`${trunksPath}/${trunk.id}`)).status()).toBe(404)
  // What others may use stays.
  expect((await api.get(`${project}/accessControlLists/${acl.id}`)).status()).toBe(200)
})
