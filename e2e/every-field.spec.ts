import { expect, test, type Page } from '@playwright/test'
import { createHash } from 'node:crypto'
import { expectEveryField, fill, heldOf, type Form, type Round } from './every-field-form'
import * as fields from './every-field-lines'
import { apiAs, createTrunk, openPage, stateOf, trunksPath, withDialect } from './helpers'
import { freeNumbers, numbersPage, project, rowOf, trunkOf } from './numbers'
import { heldByVendor, writesDuring } from './vendor-writes'

test.use({ storageState: stateOf('operator') })
withDialect(
  { credentialListReply: 'with-credentials', endpointIds: 'string', countries: 'all' },
  `${project}/countryPermissions/FJ`,
)

const idIn = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? ''
const dialogOf = (page: Page) => page.getByRole('dialog')

async function create(page: Page, path: string, lines: fields.Lines, verb: string): Promise<void> {
  await openPage(page, path)
  await fill(dialogOf(page), lines, 0)
  await dialogOf(page).getByRole('button', { name: verb }).click()
}

async function act(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}` }).click()
  await page.getByRole('menuitem', { name: action, exact: true }).click()
}

const named = ({ values }: fields.Line, round: Round) => String(values[round])

test('every field of a SIP trunk', async ({ page }) => {
  const lines = fields.trunkLines
  await create(page, '/projects/sandbox/trunks?create=1', lines, 'Create trunk')
  await expect(page.getByRole('heading', { name: named(lines.name, 0), level: 1 })).toBeVisible()
  const id = idIn(page)
  await expectEveryField(page, {
    lines,
    open: () => page.getByRole('button', { name: 'Edit trunk' }).click(),
    saves: 'Save trunk',
    held: () => heldByVendor('trunks', id),
  })
})

const endpointForm = (page: Page, trunkId: string, lines: fields.Lines & { name: fields.Line }): Form => ({
  lines,
  open: (round) => act(page, named(lines.name, round), 'Edit'),
  saves: 'Save endpoint',
  held: async () => {
    const { items } = await (await (await apiAs('viewer')).get(`${trunksPath}/${trunkId}/endpoints`)).json()
    expect(items).toHaveLength(1)
    // The vendor says of a static one nothing, or null: our API reads both as false.
    return { ...(await heldByVendor('endpoints', items[0].id)), isRegistered: items[0].isRegistered }
  },
})

test('every field of a static SIP endpoint, and of one that registers, into which it is turned', async ({
  page,
}) => {
  const api = await apiAs('operator')
  const trunk = await createTrunk(api)
  const users = fields.registeredEndpointLines.credentialUsername.values
  const credentials = users.map((username) => ({ username, password: 'Strong-enough-1' }))
  const made = await api.post(`${project}/credentialLists`, { data: { name: 'Of endpoints', credentials } })
  expect(made.status(), await made.text()).toBe(201)

  const path = `/projects/sandbox/trunks/${trunk.id}`
  await create(page, `${path}?create=1`, fields.staticEndpointLines, 'Add endpoint')
  await expect(dialogOf(page)).toHaveCount(0)
  const fixed = endpointForm(page, trunk.id, fields.staticEndpointLines)
  await expectEveryField(page, fixed)

  await fixed.open(1)
  await fill(dialogOf(page), fields.registeredEndpointLines, 0)
  await dialogOf(page).getByRole('button', { name: fixed.saves }).click()
  await expect(dialogOf(page)).toHaveCount(0)
  await expectEveryField(page, endpointForm(page, trunk.id, fields.registeredEndpointLines))
})

test('every field of an access control list and of an IP range', async ({ page }) => {
  const lines = fields.accessControlListLines
  await create(page, '/projects/sandbox/access-control-lists?create=1', lines, 'Create list')
  await expect(page.getByRole('heading', { name: named(lines.name, 0), level: 1 })).toBeVisible()
  const id = idIn(page)
  const list = async () =>
    await (await (await apiAs('viewer')).get(`${project}/accessControlLists/${id}`)).json()
  const [rack] = (await list()).ipRanges
  expect(await heldByVendor('ipRanges', rack.id)).toMatchObject({
    ...{ ipAddress: '198.51.100.16', range: 28, description: 'Rack 1' },
  })
  await expectEveryField(page, {
    lines: { name: lines.name, enabled: lines.enabled },
    open: () => page.getByRole('button', { name: 'Rename' }).click(),
    saves: 'Save list',
    held: () => heldByVendor('accessControlLists', id),
  })

  await page.getByRole('button', { name: 'Add range' }).click()
  await fill(dialogOf(page), fields.ipRangeLines, 0)
  await dialogOf(page).getByRole('button', { name: 'Add range' }).click()
  await expect(dialogOf(page)).toHaveCount(0)
  await expectEveryField(page, {
    lines: fields.ipRangeLines,
    open: (round) => act(page, named(fields.ipRangeLines.ipAddress, round), 'Edit'),
    saves: 'Save range',
    held: async () => await heldByVendor('ipRanges', (await list()).ipRanges[1].id),
  })
})

test('every field of a credential list and of its credentials', async ({ page }) => {
  const lines = fields.credentialListLines
  const { username, password } = fields.newCredentialLines
  const user = named(username, 0)
  // The sandbox keeps what a SIP server needs of a password to check it.
  const digest = (secret: string) => createHash('md5').update(`${user}:sinch.com:${secret}`).digest('hex')
  await create(page, '/projects/sandbox/credential-lists?create=1', lines, 'Create credential list')
  await page.getByRole('button', { name: 'I have stored them' }).click()
  await expect(page.getByRole('heading', { name: named(lines.name, 0), level: 1 })).toBeVisible()
  const id = idIn(page)
  expect(await heldByVendor('credentials', user)).toMatchObject({
    ...heldOf(fields.newCredentialLines, 0),
    digest: digest(named(password, 0)),
  })
  await expect(page.getByRole('list', { name: 'Users of this list' }).getByText(user)).toBeVisible()
  await expectEveryField(page, {
    lines: { name: lines.name },
    open: () => page.getByRole('button', { name: 'Rename' }).click(),
    saves: 'Save name',
    held: () => heldByVendor('credentialLists', id),
  })

  await page.getByRole('button', { name: `New password for ${user}` }).click()
  await fill(dialogOf(page), fields.credentialLines, 0)
  await dialogOf(page).getByRole('button', { name: 'Set new password' }).click()
  await page.getByRole('button', { name: 'I have stored them' }).click()
  const second = named(fields.credentialLines.password, 0)
  expect(await heldByVendor('credentials', user)).toMatchObject({ digest: digest(second) })
})

test('every field of a country permission', async ({ page }) => {
  const fiji = page.getByRole('switch', { name: fields.countryLines.enabled.label, exact: true })
  for (const round of [0, 1] as const) {
    await openPage(page, '/projects/sandbox/country-permissions?q=fiji')
    await fill(page.getByRole('main'), fields.countryLines, round)
    await expect(fiji).not.toHaveAttribute('aria-busy')
    expect(await heldByVendor('countryPermissions', 'FJ')).toMatchObject(heldOf(fields.countryLines, round))
    await page.reload()
    await expect(fiji).toBeChecked({ checked: round === 0 })
    const writes = await writesDuring(async () => {
      await page.getByRole('checkbox', { name: 'Select Fiji', exact: true }).check()
      await page.getByRole('button', { name: round === 0 ? 'Enable…' : 'Block…' }).click()
      await expect(dialogOf(page).getByText('None: all of them are so already.')).toBeVisible()
      await dialogOf(page).getByRole('button', { name: 'Cancel' }).click()
    })
    expect(writes).toEqual([])
  }
})

test('every field of a call blocking rule', async ({ page }) => {
  const lines = fields.ruleLines
  await create(page, '/projects/sandbox/call-blocking-rules?create=1', lines, 'Create rule')
  await expect(page.getByRole('row', { name: named(lines.name, 0) })).toBeVisible()
  const found = await (await apiAs('viewer')).get(`${project}/callBlockingRules?q=${named(lines.name, 0)}`)
  const [rule] = (await found.json()).items
  await expectEveryField(page, {
    lines,
    open: (round) => act(page, named(lines.name, round), 'Edit'),
    saves: 'Save rule',
    held: () => heldByVendor('callBlockingRules', rule.id),
  })
})

test('every field of a phone number', async ({ page }) => {
  const api = await apiAs('operator')
  const [number = ''] = await freeNumbers(api, 1)
  const names = fields.numberLines.trunkId.values.map(String)
  const ids: string[] = []
  for (const hostName of names) ids.push((await createTrunk(api, { name: hostName, hostName })).id)
  await openPage(page, `${numbersPage}?q=${encodeURIComponent(number)}`)
  const open = async (action: string | RegExp) => {
    const actions = rowOf(page, number).getByRole('button', { name: /^Actions/ })
    await actions.click()
    await page.getByRole('menuitem', { name: action }).click()
  }
  const dialog = dialogOf(page)
  const { values } = fields.numberNameLines.displayName
  await open('Rename')
  await fill(dialog, fields.numberNameLines, 0)
  await dialog.getByRole('button', { name: 'Save name' }).click()
  await expect(rowOf(page, number)).toContainText(String(values[0]))
  await expectEveryField(page, {
    lines: fields.numberNameLines,
    open: () => open('Rename'),
    saves: 'Save name',
    held: () => heldByVendor('activeNumbers', number),
  })

  const choose = async (round: Round) => {
    await open(/^(Assign to a|Move to another) trunk$/)
    await fill(dialog, { trunkId: fields.numberLines.trunkId }, round)
    await expect(dialog.getByRole('radio')).toHaveCount(1)
    await dialog.getByRole('radio', { name: names[round], exact: true }).check()
  }
  await choose(0)
  await dialog.getByRole('button', { name: 'Assign 1 number' }).click()
  await expect.poll(() => trunkOf(api, number), { timeout: 30_000 }).toBe(ids[0])
  await expect(rowOf(page, number)).toContainText(String(names[0]))
  await choose(1)
  await dialog.getByRole('checkbox').check()
  await dialog.getByRole('button', { name: 'Move 1 number' }).click()
  await expect.poll(() => trunkOf(api, number), { timeout: 30_000 }).toBe(ids[1])
  await expect(rowOf(page, number)).toContainText(String(names[1]))
  await expect(page.getByText('1 of 1 step done.').first()).toBeVisible()
  const writes = await writesDuring(async () => {
    await choose(1)
    await dialog.getByRole('button', { name: 'Assign' }).click()
    await expect(dialog.getByText('Every number is on this trunk already.')).toBeVisible()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
  })
  expect(writes).toEqual([])
})
