import { expect, test, type APIRequestContext, type Page } from '@playwright/test'
import { expectAccessible } from './axe-check'
import {
  apiAs,
  control,
  createTrunk,
  openPage,
  slowNetwork,
  stateOf,
  trunksPath,
  withDialect,
} from './helpers'

withDialect({ endpointIds: 'string' })

test.use({ storageState: stateOf('operator') })

const apiPath = (trunkId: string) => `${trunksPath}/${trunkId}/endpoints`

interface Made {
  id: string
  name: string
  priority: number
}

async function boardOf(api: APIRequestContext, rows: Record<string, number>) {
  const { id } = await createTrunk(api)
  for (const [index, [name, priority]] of Object.entries(rows).entries()) {
    const data = { isRegistered: false, name, address: `198.51.100.${index + 1}`, priority }
    const made = await api.post(apiPath(id), { data })
    expect(made.status(), await made.text()).toBe(201)
  }
  const list: { items: Made[] } = await (await api.get(apiPath(id))).json()
  const idOf = (name: string) => list.items.find((one) => one.name === name)?.id ?? ''
  return { id, path: `/projects/sandbox/trunks/${id}`, idOf }
}

async function priorities(api: APIRequestContext, trunkId: string): Promise<Record<string, number>> {
  const { items }: { items: Made[] } = await (await api.get(`${apiPath(trunkId)}?sort=name`)).json()
  return Object.fromEntries(items.map(({ name, priority }) => [name, priority]))
}

/** The names as they stand on the screen, tier by tier. */
async function expectBoard(page: Page, tiers: readonly string[]) {
  const shown = page.getByRole('region', { name: /^Tier \d/ })
  await expect(shown).toHaveCount(tiers.length)
  for (const [index, names] of tiers.entries()) {
    const handles = shown.nth(index).getByRole('button', { name: /^Move / })
    await expect
      .poll(async () => await handles.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label'))))
      .toEqual(names.split(' ').map((name) => `Move ${name}`))
  }
}

async function puts(trunkId: string): Promise<string[]> {
  const { requests } = await control<{ requests: { method: string; path: string }[] }>('GET', 'requests')
  return requests
    .filter(({ method, path }) => method === 'PUT' && path.includes(`${trunkId}/endpoints/`))
    .map(({ path }) => path.slice(path.lastIndexOf('/') + 1))
}

const bar = (page: Page) => page.getByRole('region', { name: 'Order not saved' })

test('by keyboard alone an endpoint gets a tier of its own and the order survives a reload, with one write', async ({
  page,
}) => {
  const api = await apiAs('operator')
  const board = await boardOf(api, { Alpha: 1, Bravo: 1, Charlie: 5 })
  await openPage(page, board.path)
  await expectBoard(page, ['Alpha Bravo', 'Charlie'])
  const handle = page.getByRole('button', { name: 'Move Bravo' })
  await handle.focus()
  await page.keyboard.press('Space')
  await expect(page.getByText(/Bravo picked up, in tier 1 of 2/)).toBeAttached()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByText('Bravo: a tier of its own between tier 1 and tier 2.')).toBeAttached()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByText('Bravo: joins tier 2 and shares its calls with Charlie.')).toBeAttached()
  await page.keyboard.press('Escape')
  await expect(page.getByText('Put back. Bravo: stays in tier 1.')).toBeAttached()
  await expectBoard(page, ['Alpha Bravo', 'Charlie'])
  await expect(bar(page)).toHaveCount(0)

  await page.keyboard.press('Space')
  await expect(page.getByText(/Bravo picked up, in tier 1 of 2/)).toBeAttached()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByText('Bravo: a tier of its own between tier 1 and tier 2.')).toBeAttached()
  await page.keyboard.press('Space')
  await expectBoard(page, ['Alpha', 'Bravo', 'Charlie'])
  await expect(handle).toBeFocused()
  await expect(bar(page)).toContainText('1 change will be sent')
  await bar(page).getByRole('button', { name: 'Save order' }).press('Enter')
  await expect(bar(page)).toHaveCount(0)
  expect(await puts(board.id)).toEqual([board.idOf('Bravo')])
  expect(await priorities(api, board.id)).toEqual({ Alpha: 1, Bravo: 2, Charlie: 5 })
  await page.reload()
  await expectBoard(page, ['Alpha', 'Bravo', 'Charlie'])
})

test('by menu and by mouse endpoints move between tiers; a draft can be discarded and is asked about on leaving', async ({
  page,
}) => {
  const board = await boardOf(await apiAs('operator'), { Alpha: 1, Bravo: 2, Charlie: 3 })
  // All of the board is in sight, so that nothing scrolls under the mouse.
  await page.setViewportSize({ width: 1280, height: 1200 })
  await openPage(page, board.path)
  await page.getByRole('button', { name: 'Actions for Charlie' }).click()
  await page.getByRole('menuitem', { name: 'Join the tier above' }).click()
  await expectBoard(page, ['Alpha', 'Bravo Charlie'])
  await expect(page.getByRole('button', { name: 'Actions for Charlie' })).toBeFocused()
  await page.getByRole('button', { name: 'Actions for Bravo' }).click()
  await page.getByRole('menuitem', { name: 'Own tier' }).click()
  await expectBoard(page, ['Alpha', 'Charlie', 'Bravo'])

  await page.getByRole('link', { name: 'Overview' }).click()
  const asked = page.getByRole('alertdialog', { name: 'Leave without saving the order?' })
  await asked.getByRole('button', { name: 'Cancel' }).click()
  // The palette leads elsewhere without a link.
  await page.keyboard.press('Control+k')
  await page.getByRole('option', { name: 'Calls', exact: true }).click()
  await asked.getByRole('button', { name: 'Cancel' }).click()
  await expectBoard(page, ['Alpha', 'Charlie', 'Bravo'])
  await bar(page).getByRole('button', { name: 'Discard' }).click()
  await expectBoard(page, ['Alpha', 'Bravo', 'Charlie'])
  expect(await puts(board.id)).toEqual([])

  const from = await page.getByRole('button', { name: 'Move Alpha' }).boundingBox()
  const to = await page.getByRole('region', { name: /^Tier 3/ }).boundingBox()
  if (!from || !to) throw new Error('the board is not on the screen')
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
  await page.mouse.down()
  await page.mouse.move(to.x + 60, to.y + to.height / 2, { steps: 8 })
  await page.mouse.up()
  await expectBoard(page, ['Bravo', 'Alpha Charlie'])
  await page.getByRole('link', { name: 'Overview' }).click()
  await asked.getByRole('button', { name: 'Discard the order' }).click()
  await expect(page).toHaveURL(/\/projects\/sandbox$/)
  expect(await puts(board.id)).toEqual([])
})

test.describe('who is faster than drag and drop can be loaded', () => {
  const said = 'Alpha: joins tier 2 and shares its calls with Bravo.'

  test.beforeEach(async ({ page }) => {
    const board = await boardOf(await apiAs('operator'), { Alpha: 1, Bravo: 2 })
    await page.setViewportSize({ width: 1280, height: 1200 })
    await openPage(page, board.path)
    await slowNetwork(page)
  })

  test('still picks up by a key', async ({ page }) => {
    await page.getByRole('button', { name: 'Move Alpha' }).focus()
    await page.keyboard.press('Space')
    await expect(page.getByText(/Alpha picked up, in tier 1 of 2/)).toBeAttached()
    await page.keyboard.press('ArrowDown')
    await expect(page.getByText(said)).toBeAttached()
  })

  test('still carries by mouse', async ({ page }) => {
    const from = await page.getByRole('button', { name: 'Move Alpha' }).boundingBox()
    const to = await page.getByRole('region', { name: /^Tier 2/ }).boundingBox()
    if (!from || !to) throw new Error('the board is not on the screen')
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
    await page.mouse.down()
    await expect(async () => {
      await page.mouse.move(to.x + 60, to.y + to.height / 2, { steps: 8 })
      await expect(page.getByText(said)).toBeAttached({ timeout: 500 })
    }).toPass({ timeout: 10_000 })
    await page.mouse.up()
    await expectBoard(page, ['Alpha Bravo'])
  })
})

test('a save that stops in the middle says what was saved and what was not, and the rest can be tried', async ({
  page,
}) => {
  const api = await apiAs('operator')
  const board = await boardOf(api, { Alpha: 1, Bravo: 2, Charlie: 3 })
  await openPage(page, board.path)
  // Charlie first: there is no room below 1, so two of three have to change.
  await page.getByRole('button', { name: 'Actions for Charlie' }).click()
  await page.getByRole('menuitem', { name: 'Move up' }).click()
  for (let step = 0; step < 3; step += 1) {
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Move up' }).click()
  }
  await expectBoard(page, ['Charlie', 'Alpha', 'Bravo'])
  await expect(bar(page)).toContainText('2 changes will be sent')
  await control('POST', 'faults', {
    method: 'PUT',
    path: `**/${board.id}/endpoints/*`,
    nth: 2,
    count: 1,
    fault: { kind: 'status', status: 400 },
  })
  await bar(page).getByRole('button', { name: 'Save order' }).click()
  const said = bar(page).getByRole('alert')
  await expect(said).toContainText('The order was not saved as a whole.')
  await expect(said.getByText(/^Saved: \w+\.$/)).toBeVisible()
  await expect(said.getByText(/^Not saved: \w+\. /)).toBeVisible()
  await expectBoard(page, ['Charlie', 'Alpha', 'Bravo'])
  await bar(page).getByRole('button', { name: 'Try the rest' }).click()
  await expect(bar(page)).toHaveCount(0)
  await control('DELETE', 'faults')
  await page.reload()
  await expectBoard(page, ['Charlie', 'Alpha', 'Bravo'])
  expect(await puts(board.id)).toHaveLength(3)
})

test('what somebody else moved meanwhile is said and not overwritten; the draft can be kept over it', async ({
  page,
}) => {
  const api = await apiAs('operator')
  const board = await boardOf(api, { Alpha: 1, Bravo: 2, Charlie: 3 })
  await openPage(page, board.path)
  await page.getByRole('button', { name: 'Actions for Bravo' }).click()
  await page.getByRole('menuitem', { name: 'Join the tier above' }).click()
  // Behind the console's back, as in the vendor's dashboard.
  await control('PUT', `objects/endpoints/${board.idOf('Bravo')}`, { priority: 9 })
  await bar(page).getByRole('button', { name: 'Save order' }).click()
  await expect(bar(page)).toContainText('Someone else has moved Bravo while you were arranging.')
  await expect(bar(page)).toContainText('Someone else has given it priority 9 meanwhile')
  // Asked of the vendor's side: the console's own list may be half a minute old.
  expect(await control('PUT', `objects/endpoints/${board.idOf('Bravo')}`, {})).toMatchObject({ priority: 9 })
  await bar(page).getByRole('button', { name: 'Keep my order' }).click()
  await control('PUT', `objects/endpoints/${board.idOf('Bravo')}`, { name: 'Bravissimo' })
  await bar(page).getByRole('button', { name: 'Save order' }).click()
  await expect(bar(page)).toHaveCount(0)
  expect(await priorities(api, board.id)).toEqual({ Alpha: 1, Bravissimo: 1, Charlie: 3 })
})

test('the board, its dialog and an unsaved order are clean, wide and narrow, light and dark', async ({
  page,
}) => {
  test.slow()
  const board = await boardOf(await apiAs('operator'), { Alpha: 1, Bravo: 1, Charlie: 2 })
  await openPage(page, board.path)
  await page.getByLabel('Lose Alpha').check()
  await page.getByRole('button', { name: 'Actions for Charlie' }).click()
  await page.getByRole('menuitem', { name: 'Join the tier above' }).click()
  await expect(bar(page)).toBeVisible()
  await expectAccessible(page, 'board')
  await page.getByRole('button', { name: 'Actions for Charlie' }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await expect(page.getByRole('dialog', { name: 'Edit Charlie' })).toBeVisible()
  await expectAccessible(page, 'dialog')
})
