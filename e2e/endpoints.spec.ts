import { expect, test, type APIRequestContext, type Page } from '@playwright/test'
import {
  apiAs,
  control,
  createTrunk,
  openPage,
  stateOf,
  trunksPath,
  unique,
  watchConsole,
  withDialect,
} from './helpers'

withDialect({ credentialListReply: 'with-credentials', endpointIds: 'string' })

const boardPath = (trunkId: string) => `/projects/sandbox/trunks/${trunkId}`
const apiPath = (trunkId: string) => `${trunksPath}/${trunkId}/endpoints`

/** A trunk with static endpoints: name and priority. */
async function boardOf(api: APIRequestContext, rows: readonly (readonly [string, number])[], trunk = {}) {
  const { id, name } = await createTrunk(api, trunk)
  const endpoints: { id: string; name: string; etag: string }[] = []
  for (const [index, [title, priority]] of rows.entries()) {
    const data = { isRegistered: false, name: title, address: `192.0.2.${index + 1}`, port: 5060, priority }
    const made = await api.post(apiPath(id), { data })
    expect(made.status(), await made.text()).toBe(201)
    endpoints.push({ ...(await made.json()), etag: made.headers().etag ?? '' })
  }
  return { id, name, endpoints }
}

/** The board as a person reads it: the names, tier by tier. */
async function expectBoard(page: Page, tiers: readonly (readonly string[])[]) {
  const shown = page.getByRole('region', { name: /^Tier \d/ })
  await expect(shown).toHaveCount(tiers.length)
  for (const [index, names] of tiers.entries()) {
    const items = shown.nth(index).getByRole('listitem')
    await expect(items).toHaveCount(names.length)
    for (const [place, name] of names.entries()) await expect(items.nth(place)).toContainText(name)
  }
}

async function writesTo(trunkId: string): Promise<{ method: string; path: string; body: unknown }[]> {
  const { requests } = await control<{ requests: { method: string; path: string; body: unknown }[] }>(
    'GET',
    'requests',
  )
  return requests.filter(({ method, path }) => method === 'PUT' && path.includes(`${trunkId}/endpoints/`))
}

const act = async (page: Page, name: string, action: string) => {
  await page.getByRole('button', { name: `Actions for ${name}` }).click()
  await page.getByRole('menuitem', { name: action, exact: true }).click()
}

test.describe('SIP endpoints in the browser', () => {
  test.use({ storageState: stateOf('operator') })

  test('an empty trunk says what an endpoint is; bad input is said beside each field and nothing typed is lost', async ({
    page,
  }) => {
    const noProblems = watchConsole(page)
    const trunk = await boardOf(await apiAs('operator'), [])
    await openPage(page, boardPath(trunk.id))
    await expect(page.getByText('No SIP endpoint yet')).toBeVisible()
    await expect(page.getByText(/calls are answered with 503/)).toBeVisible()
    await page.getByRole('button', { name: 'Add endpoint' }).first().click()
    await expect(page).toHaveURL(/\?create=1$/)
    const dialog = page.getByRole('dialog', { name: 'Add SIP endpoint' })
    await expect(dialog.getByLabel('Priority', { exact: true })).toHaveValue('1')
    await dialog.getByLabel('Name', { exact: true }).fill('Front door')
    await dialog.getByLabel('Address', { exact: true }).fill('sip:192.0.2.9')
    await dialog.getByLabel('Port', { exact: true }).fill('70000')
    await dialog.getByLabel('Priority', { exact: true }).fill('0')
    await dialog.getByLabel('Transport').selectOption('TLS')
    await dialog.getByRole('button', { name: 'Add endpoint' }).click()
    await expect(
      dialog.getByText('Enter an IP address or a domain name, without port or scheme.'),
    ).toBeVisible()
    await expect(dialog.getByText('The port is a number from 1 to 65535.')).toBeVisible()
    await expect(dialog.getByText('The priority is a whole number, 1 or more.')).toBeVisible()
    await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('Front door')
    await dialog.getByLabel('Address', { exact: true }).fill('192.0.2.9')
    await dialog.getByLabel('Port', { exact: true }).fill('5061')
    await dialog.getByLabel('Priority', { exact: true }).fill('3')
    await dialog.getByRole('button', { name: 'Add endpoint' }).click()
    await expect(dialog).toHaveCount(0)
    await expectBoard(page, [['Front door']])
    await expect(page.getByText('192.0.2.9:5061 / TLS')).toBeVisible()
    await expect(page.getByText('priority 3')).toBeVisible()
    noProblems()
  })

  test('an edit that changes nothing sends nothing, and one of the name keeps a field the console does not know', async ({
    page,
  }) => {
    const trunk = await boardOf(await apiAs('operator'), [['Plain', 1]])
    const id = trunk.endpoints[0]?.id ?? ''
    await control('PUT', `objects/endpoints/${id}`, { futureWeight: 7 })
    await openPage(page, boardPath(trunk.id))
    await act(page, 'Plain', 'Edit')
    const dialog = page.getByRole('dialog', { name: 'Edit Plain' })
    await dialog.getByRole('button', { name: 'Save endpoint' }).click()
    // The list may be older than the new field; then what is there now is laid under the same values.
    await expect(dialog).toHaveCount(0)
    expect(await writesTo(trunk.id)).toEqual([])
    await act(page, 'Plain', 'Edit')
    await dialog.getByLabel('Name', { exact: true }).fill('Renamed')
    await dialog.getByRole('button', { name: 'Save endpoint' }).click()
    await expectBoard(page, [['Renamed']])
    const written = await writesTo(trunk.id)
    expect(written).toHaveLength(1)
    expect(await control('PUT', `objects/endpoints/${id}`, {})).toMatchObject({
      name: 'Renamed',
      futureWeight: 7,
      address: '192.0.2.1',
    })
  })

  test('two people edit one endpoint: only the field that both changed is asked', async ({ page }) => {
    const api = await apiAs('admin')
    const trunk = await boardOf(api, [['Shared', 1]])
    await openPage(page, boardPath(trunk.id))
    await act(page, 'Shared', 'Edit')
    const dialog = page.getByRole('dialog', { name: 'Edit Shared' })
    await dialog.getByLabel('Port', { exact: true }).fill('5070')
    const path = `${apiPath(trunk.id)}/${trunk.endpoints[0]?.id}`
    const headers = { 'if-match': trunk.endpoints[0]?.etag ?? '' }
    expect((await api.put(path, { data: { port: 5080, transport: 'TCP' }, headers })).status()).toBe(200)
    await dialog.getByRole('button', { name: 'Save endpoint' }).click()
    const choice = page.getByRole('dialog', { name: 'Changed meanwhile' })
    await expect(choice.getByText(/Theirs was taken for Transport/)).toBeVisible()
    await expect(choice.getByRole('group')).toHaveCount(1)
    await choice.getByRole('group', { name: 'Port' }).getByText('5070').click()
    await choice.getByRole('button', { name: 'Save the choice' }).click()
    await expect(page.getByText('192.0.2.1:5070 / TCP')).toBeVisible()
    await expect(choice).toHaveCount(0)
  })

  test('deleting says where calls go without it, and the empty board follows', async ({ page }) => {
    const forward = { enableCallForward: true, callForwardNumber: '+12125550142' }
    const trunk = await boardOf(await apiAs('operator'), [['Only one', 1]], forward)
    await openPage(page, boardPath(trunk.id))
    await act(page, 'Only one', 'Delete')
    const dialog = page.getByRole('alertdialog', { name: 'Delete Only one?' })
    await expect(dialog.getByText(/Inbound calls are forwarded to \+1 212 555 0142/)).toBeVisible()
    await dialog.getByRole('button', { name: 'Delete endpoint' }).click()
    await expect(page.getByText('No SIP endpoint yet')).toBeVisible()
    expect((await (await (await apiAs('viewer')).get(apiPath(trunk.id))).json()).total).toBe(0)
  })

  test('switching off the last endpoint that takes calls is asked about; any other is done at once', async ({
    page,
  }) => {
    const trunk = await boardOf(await apiAs('operator'), [
      ['Left', 1],
      ['Right', 2],
    ])
    await openPage(page, boardPath(trunk.id))
    const left = page.getByRole('switch', { name: 'Left takes calls' })
    const right = page.getByRole('switch', { name: 'Right takes calls' })
    await left.click()
    await expect(left).not.toBeChecked()
    await right.click()
    const asked = page.getByRole('alertdialog', { name: 'Switch Right off?' })
    await expect(asked.getByText(/inbound calls are answered with 503/)).toBeVisible()
    await asked.getByRole('button', { name: 'Switch off' }).click()
    await expect(right).not.toBeChecked()
    await expect(page.getByText(/2 endpoints, 0 on/)).toBeVisible()
  })

  test('a rehearsal says where calls go, stands in the address, and leads to the numbers it concerns', async ({
    page,
  }) => {
    const trunk = await boardOf(await apiAs('operator'), [
      ['North', 1],
      ['South', 1],
      ['Backup', 2],
    ])
    await openPage(page, boardPath(trunk.id))
    const result = page.getByRole('status', { name: 'Result of the rehearsal' })
    await expect(result).toContainText(
      'Inbound calls go to North and South (tier 1), which share them in turn.',
    )
    await page.getByLabel('Lose North').check()
    await expect(result).toContainText('Inbound calls go to South (tier 1).')
    await page.getByLabel('Lose all of tier 1').check()
    await expect(result).toContainText('Inbound calls go to Backup (tier 2).')
    await expect(page.getByRole('region', { name: /^Tier 2/ }).getByText('Calls go here')).toBeVisible()
    await page.reload()
    await page.getByLabel('Lose Backup').check()
    await expect(result).toContainText('inbound calls are answered with 503')
    await expect(page.getByRole('link', { name: '0 phone numbers of this trunk' })).toHaveAttribute(
      'href',
      `/projects/sandbox/trunks/${trunk.id}/numbers`,
    )
    await expect(page.getByText(/is not published/)).toBeVisible()
  })

  test('a registered endpoint whose list is not linked is flagged in the dialog and on its card', async ({
    page,
  }) => {
    const api = await apiAs('operator')
    const trunk = await boardOf(api, [])
    const [listName, username] = [unique('Branches'), unique('user')]
    const made = await api.post('/api/projects/sandbox/credentialLists', {
      data: { name: listName, credentials: [{ username, password: 'Long-enough-password-1' }] },
    })
    expect(made.ok(), await made.text()).toBe(true)
    await openPage(page, `${boardPath(trunk.id)}?create=1`)
    const dialog = page.getByRole('dialog', { name: 'Add SIP endpoint' })
    await dialog.getByLabel('Name', { exact: true }).fill('Branch PBX')
    await dialog.getByText('Registered', { exact: true }).click()
    await dialog.getByLabel('User name', { exact: true }).fill('nobody-has-this')
    await dialog.getByRole('button', { name: 'Add endpoint' }).click()
    await expect(
      dialog.getByText('No credential list of this project has this user name.', { exact: true }),
    ).toBeVisible()
    await dialog.getByLabel('User name', { exact: true }).fill(username)
    await expect(dialog.getByText(/every REGISTER would be answered with 401/)).toBeVisible()
    await expect(dialog.getByRole('button', { name: `Link “${listName}” to this trunk` })).toBeVisible()
    await dialog.getByRole('button', { name: 'Add endpoint' }).click()
    await expect(dialog).toHaveCount(0)
    await expect(page.getByText('Its credential list is not linked')).toBeVisible()
    await expect(page.getByText(`registers as ${username} / UDP`)).toBeVisible()
    // Nothing can register there, so the board says what that means for calls.
    await expect(page.getByRole('status', { name: 'Result of the rehearsal' })).toContainText('503')
  })
})

test.describe('a viewer', () => {
  test.use({ storageState: stateOf('viewer') })

  test('sees the board and is told why nothing can be changed', async ({ page }) => {
    const trunk = await boardOf(await apiAs('operator'), [['Seen', 1]])
    await openPage(page, `${boardPath(trunk.id)}?create=1`)
    await expect(page.getByText(/This address adds a SIP endpoint\. Your role is viewer/)).toBeVisible()
    for (const name of ['Add endpoint', 'Move Seen'])
      await expect(page.getByRole('button', { name })).toHaveAttribute('aria-disabled', 'true')
    await expect(page.getByRole('switch', { name: 'Seen takes calls' })).toHaveAttribute(
      'aria-disabled',
      'true',
    )
    await page.getByRole('button', { name: 'Actions for Seen' }).click()
    for (const name of ['Edit', 'Move down', 'Delete'])
      await expect(page.getByRole('menuitem', { name })).toHaveAttribute('aria-disabled', 'true')
    const data = { isRegistered: false, name: 'No', address: '192.0.2.8', priority: 1 }
    expect((await (await apiAs('viewer')).post(apiPath(trunk.id), { data })).status()).toBe(403)
  })
})
