import { expect, test } from '@playwright/test'
import { apiAs, createTrunk, drawn, openPage, stateOf, unique } from './helpers'

test.use({ storageState: stateOf('admin') })

const longName = `مكتب الرئيسي ${'A very long name of a trunk '.repeat(7)}`.slice(0, 200).trim()

const widths = [1440, 1024, 768, 720, 360]

test.describe('at every width', () => {
  let trunk: Awaited<ReturnType<typeof createTrunk>>
  let callId: string
  test.beforeAll(async () => {
    const api = await apiAs('operator')
    trunk = await createTrunk(api, { name: longName, hostName: unique(`long-${'x'.repeat(40)}`) })
    callId = (await (await api.get('/api/projects/sandbox/calls?pageSize=1')).json()).items[0].callId
  })

  for (const path of [
    '/projects/sandbox',
    '/projects/sandbox/trunks',
    '/projects/sandbox/trunks/:trunkId',
    '/projects/sandbox/trunks/:trunkId/connect',
    '/projects/sandbox/calls',
    '/projects/sandbox/calls?call=:callId',
    '/settings/projects',
    '/settings/sessions',
    '/settings/users',
    '/no-such-page',
  ]) {
    test(`${path} cannot be scrolled sideways`, async ({ page }) => {
      await openPage(page, path.replace(':trunkId', trunk.id).replace(':callId', callId))
      for (const width of widths) {
        await page.setViewportSize({ width, height: 800 })
        await drawn(page)
        const spill = await page.evaluate(() => {
          window.scrollTo({ left: 1000 })
          return [document.documentElement.scrollWidth - window.innerWidth, window.scrollX]
        })
        expect(spill[0], `${width} px`).toBeLessThanOrEqual(0)
        expect(spill[1], `${width} px`).toBe(0)
      }
    })
  }

  test('what a row offers is in sight', async ({ page }) => {
    await page.goto(`/projects/sandbox/trunks?q=${trunk.hostName}`)
    const actions = page.getByRole('button', { name: `Actions for ${longName}` })
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 })
      await expect(actions, `${width} px`).toBeInViewport({ ratio: 1 })
      const row = await page.getByRole('row').filter({ has: actions }).boundingBox()
      expect(row?.height, `${width} px`).toBeLessThan(width < 1024 ? 160 : 100)
      await actions.click()
      const menu = await page.getByRole('menu').boundingBox()
      expect((menu?.x ?? 0) + (menu?.width ?? 0), `${width} px`).toBeLessThanOrEqual(width - 8)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('menu')).toHaveCount(0)
    }
  })
})

for (const width of [1440, 1024, 768]) {
  test(`the drawer leaves the row it explains in sight at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 })
    await page.goto('/projects/sandbox/calls?last=30d')
    const rows = page.getByRole('table').locator('tbody').getByRole('row')
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    const last = rows.last()
    await last.getByRole('button').first().click()
    const drawer = page.getByRole('complementary', { name: 'Call', exact: true })
    await expect(drawer).toBeVisible()
    await expect(last).toHaveAttribute('aria-current', 'true')
    await expect
      .poll(async () => {
        const [row, sheet] = [await last.boundingBox(), await drawer.boundingBox()]
        if (!row || !sheet) return 'not there'
        if (row.y < 0 || row.y + row.height > 800) return 'out of the window'
        const isBeside = row.x + row.width <= sheet.x
        const isAbove = row.y + row.height <= sheet.y
        return isBeside || isAbove ? 'in sight' : 'hidden'
      })
      .toBe('in sight')
  })
}

test('the address of a project that is not here says so and keeps the way to the others', async ({
  page,
}) => {
  await page.goto('/projects/no-such-project/trunks')
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible()
  const switcher = page.getByRole('button', { name: 'Choose a project' })
  await expect(switcher).toContainText('Unknown project')
  await switcher.click()
  await expect(page.getByRole('menuitemradio', { name: /Sandbox/ })).toBeVisible()
})

test('a search takes no more letters than the console looks for', async ({ page }) => {
  await page.goto('/projects/sandbox/trunks')
  await page.getByLabel('Search trunks').fill('x'.repeat(300))
  await expect(page.getByLabel('Search trunks')).toHaveValue('x'.repeat(200))
  await expect(page.getByText(/No trunk matches/)).toBeVisible()
})

test.describe('a viewer', () => {
  test.use({ storageState: stateOf('viewer') })

  test('reads once in a menu why its items do nothing', async ({ page }) => {
    await page.goto('/projects/sandbox/trunks')
    await page
      .getByRole('button', { name: /^Actions for/ })
      .first()
      .click()
    await expect(page.getByRole('menu').getByText(/Your role is viewer/)).toHaveCount(1)
    await expect(page.getByRole('menuitem', { name: 'Delete' })).toHaveAttribute('aria-disabled', 'true')
    await expect(page.getByRole('menuitem', { name: 'Delete' })).toHaveAccessibleDescription(
      /Your role is viewer/,
    )
  })
})

test.describe('a tooltip', () => {
  test.use({ storageState: stateOf('operator') })

  test('makes way for a menu, and none comes up while it is open', async ({ page }) => {
    await openPage(page, '/projects/sandbox/phone-numbers')
    const [takeOff, assignTo] = ['Take off trunks', 'Assign to a trunk'].map((name) =>
      page.getByRole('button', { name }),
    )
    const tooltip = page.getByRole('tooltip').filter({ visible: true })
    await takeOff?.hover()
    await expect(tooltip).toHaveText('Select numbers first.')
    const actions = page.getByRole('table').getByRole('button', { name: /^Actions/ })
    await actions.first().focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('menu')).toBeVisible()
    await expect(tooltip).toHaveCount(0)
    await assignTo?.hover({ force: true })
    await expect(page.getByRole('menuitem').first()).toBeFocused()
    await expect(tooltip).toHaveCount(0)
    await page.keyboard.press('Escape')
    await takeOff?.hover()
    await expect(tooltip).toHaveCount(1)
  })
})
