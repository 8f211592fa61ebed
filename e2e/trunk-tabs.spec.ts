import { expect, test } from '@playwright/test'
import { apiAs, createTrunk, openPage, stateOf, trunksPath } from './helpers'

const pageOf = (trunkId: string, part: string) => `/projects/sandbox/trunks/${trunkId}/${part}`

test.describe('the tabs of a trunk', () => {
  test.use({ storageState: stateOf('operator') })

  test('each have an address of their own below the same heading', async ({ page }) => {
    const trunk = await createTrunk(await apiAs('operator'))
    await openPage(page, `/projects/sandbox/trunks/${trunk.id}`)
    const tabs = page.getByRole('navigation', { name: 'Parts of this trunk' })
    await expect(tabs.getByRole('link')).toHaveText([
      'Endpoints',
      'Authorisation',
      'Numbers',
      'Calls',
      'Connect',
      'Settings',
    ])
    for (const part of ['Authorisation', 'Numbers', 'Calls', 'Connect', 'Settings']) {
      await tabs.getByRole('link', { name: part }).click()
      await expect(page).toHaveURL(pageOf(trunk.id, part.toLowerCase()))
      await expect(tabs.getByRole('link', { name: part })).toHaveAttribute('aria-current', 'page')
      await expect(page.getByRole('heading', { name: trunk.name, level: 1 })).toBeVisible()
    }
  })

  test('Calls shows the calls of this trunk alone, and clearing the filters leaves it so', async ({
    page,
  }) => {
    // Wide enough for the column of trunks.
    await page.setViewportSize({ width: 1440, height: 900 })
    const { items } = await (await (await apiAs('viewer')).get(`${trunksPath}?q=head-office`)).json()
    await openPage(page, `${pageOf(items[0].id, 'calls')}?last=30d&direction=OUTBOUND`)
    const filters = page.getByRole('group', { name: 'Filters' })
    await expect(filters.getByRole('button', { name: /^Result/ })).toBeVisible()
    await expect(filters.getByRole('button', { name: /^Trunk/ })).toHaveCount(0)
    await filters.getByRole('button', { name: 'Clear filters' }).click()
    await expect(filters.getByRole('button', { name: 'Clear filters' })).toHaveCount(0)
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    const links = page.getByRole('table').getByRole('link')
    await expect(links.first()).toBeVisible()
    expect([...new Set(await links.allInnerTexts())]).toEqual([items[0].name])
  })
})
