import { expect, test } from '@playwright/test'
import { callsPath, pagesOf } from './calls-setup'
import { apiAs, control, stateOf, watchConsole } from './helpers'

// It ends five minutes ago: calls of the last minutes go on arriving, and change as they end.
const month = () =>
  `source=live&start=${new Date(Date.now() - 30 * 86_400_000).toISOString()}&end=${new Date(Date.now() - 300_000).toISOString()}`

test.describe('calls of the vendor through the API', () => {
  test('every filter that the vendor has narrows the search, and the window is always told', async () => {
    const api = await apiAs('viewer')
    // Calls go on arriving: only over one window are two counts the same.
    const window = month()
    const find = async (filter: string) =>
      await (await api.get(`${callsPath}?${window}&pageSize=100&${filter}`)).json()
    const all = await find('')
    expect(all.total).toBeGreaterThan(10_000)
    expect(all).toMatchObject({ start: expect.any(String), end: expect.any(String), page: 1, pageSize: 100 })
    const checks: [string, (call: Record<string, string>) => boolean][] = [
      ['callResult=BUSY', (call) => call.callResult === 'BUSY'],
      ['direction=INBOUND', (call) => call.direction === 'INBOUND'],
      ['to=%2B1415', (call) => /^\+?1415/.test(call.to ?? '')],
      ['from=sip:1', (call) => call.from?.startsWith('sip:1') ?? false],
      [`trunkId=${all.items[0].trunkId}`, (call) => call.trunkId === all.items[0].trunkId],
    ]
    for (const [filter, fits] of checks) {
      const found = await find(filter)
      expect(found.total, filter).toBeGreaterThan(0)
      expect(found.total, filter).toBeLessThan(all.total)
      expect(found.items.every(fits), filter).toBe(true)
    }
    expect((await find('direction=INBOUND,OUTBOUND')).total).toBe(all.total)
    // What the vendor cannot filter by is said, and not quietly left out.
    expect((await find('country=SE&sipCode=503')).notAsked).toEqual(['country', 'sipCode'])
    expect((await find('callResult=BUSY,FAILED')).notAsked).toEqual(['callResult'])
  })

  test('pages of a frozen window hold every call once', async () => {
    const api = await apiAs('viewer')
    const window = `source=live&start=${new Date(Date.now() - 3 * 3_600_000).toISOString()}&end=${new Date(Date.now() - 300_000).toISOString()}`
    const ids = new Set<string>()
    let total = 0
    for (let page = 1; page <= 40; page += 1) {
      const answer = await (await api.get(`${callsPath}?${window}&pageSize=25&page=${page}`)).json()
      total = answer.total
      for (const call of answer.items) ids.add(call.callId)
      if (page * 25 >= total) break
    }
    expect(ids.size).toBe(Math.min(total, 1000))
  })

  test('a search that cannot be made is refused in one sentence for each field', async () => {
    const api = await apiAs('viewer')
    for (const [filter, field] of [
      ['start=2026-01-02T00:00:00Z&end=2026-01-01T00:00:00Z', 'start'],
      ['from=abc', 'from'],
      ['callResult=MAYBE', 'callResult'],
      ['direction=SIDEWAYS', 'direction'],
      ['start=yesterday', 'start'],
      ['pageSize=5000', 'pageSize'],
      ['zone=Europe/Atlantis', 'zone'],
      ['party=*4', 'party'],
      ['minSeconds=9&maxSeconds=3', 'minSeconds'],
      ['country=sweden', 'country'],
    ] as const) {
      const answer = await api.get(`${callsPath}?${filter}`)
      expect(answer.status(), filter).toBe(422)
      const { error } = await answer.json()
      expect(JSON.stringify(error.fields), filter).toContain(field)
      expect(error.message).toMatch(/\.$/)
    }
  })

  test('the CSV holds the whole filtered set, says so at its end, and no cell is a formula', async () => {
    const api = await apiAs('viewer')
    const window = month()
    const found = await (await api.get(`${callsPath}?${window}&callResult=BUSY`)).json()
    const file = await api.get(`${callsPath}/export?${window}&callResult=BUSY`)
    expect(file.headers()['content-disposition']).toContain('attachment')
    const lines = (await file.text()).trimEnd().split('\r\n')
    expect(lines.length - 2).toBe(found.total)
    expect(lines.at(-1)).toContain(`${found.total} calls`)
    for (const line of lines) expect(line).not.toMatch(/(^|,)"[=+\-@]/)
  })

  test('packets of a recent call can be had, of an unknown one not', async () => {
    const api = await apiAs('viewer')
    const { items } = await (await api.get(`${callsPath}?source=live`)).json()
    const call = items.find(({ pcapId }: { pcapId: string }) => pcapId !== '')
    const capture = await api.get(`${callsPath}/records/${encodeURIComponent(call.pcapId)}/pcap`)
    expect(capture.status()).toBe(200)
    expect((await capture.body()).readUInt32LE(0)).toBe(0xa1b2c3d4)
    expect((await api.get(`${callsPath}/records/NOSUCHCALL/pcap`)).status()).toBe(404)
  })
})

test.describe('calls of the vendor in the browser', () => {
  test.use({ storageState: stateOf('viewer') })

  test('a search stands in the address, a call opens beside its row and the arrow keys go on to the next', async ({
    page,
  }) => {
    const noProblems = watchConsole(page)
    await page.goto('/projects/sandbox/calls?source=live&last=7d&callResult=FAILED')
    const table = page.getByRole('table', { name: /^Calls/ })
    await expect(table.getByRole('row').nth(2)).toBeVisible()
    await table
      .getByRole('row')
      .nth(1)
      .getByRole('button')
      .or(table.getByRole('row').nth(1).getByRole('link'))
      .first()
      .click()
    await expect(page).toHaveURL(/call=/)
    const first = new URL(page.url()).searchParams.get('call')
    await expect(page.getByRole('complementary').filter({ hasText: 'Created' })).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => new URL(page.url()).searchParams.get('call')).not.toBe(first)
    await page.keyboard.press('Escape')
    await expect.poll(() => new URL(page.url()).searchParams.get('call')).toBeNull()
    // Paging freezes the window: calls that arrive meanwhile must not shift the pages.
    await (await pagesOf(page)).getByRole('button', { name: /next/i }).click()
    await expect(page).toHaveURL(/end=.*page=2|page=2.*end=/)
    noProblems()
  })

  test('a long search says so, can be stopped, and is given up by the server after 12 seconds', async ({
    page,
  }) => {
    await control('POST', 'faults', { path: '**/calls', fault: { kind: 'hang' } })
    try {
      await page.goto('/projects/sandbox/calls?source=live&last=1h')
      await expect(page.getByText(/Still waiting, \d+ s/)).toBeVisible({ timeout: 8_000 })
      await page.getByRole('button', { name: 'Stop' }).click()
      await expect(page.getByText('The search was stopped')).toBeVisible()
      const asked = Date.now()
      const answer = await (await apiAs('viewer')).get(`${callsPath}?${month()}`)
      expect(answer.status()).toBe(503)
      expect((await answer.json()).error.message).toContain('12 seconds')
      expect(Date.now() - asked).toBeLessThan(14_000)
    } finally {
      await control('DELETE', 'faults')
    }
    await page.getByRole('button', { name: 'Search again' }).click()
    await expect(page.getByText(/calls? from/)).toBeVisible()
  })

  test('a number without its country code is told how to begin, and the column of times has one form', async ({
    page,
  }) => {
    await page.goto('/projects/sandbox/calls?source=live&last=24h&to=0701234567')
    await expect(page.getByText(/Start with the country code, e\.g\. \+46 70…/)).toBeVisible()
    await page.goto('/projects/sandbox/calls?source=live&last=7d')
    const times = page.getByRole('table', { name: /^Calls/ }).locator('tbody time')
    await expect(times.nth(5)).toBeVisible()
    for (const time of await times.allTextContents()) expect(time).toMatch(/\d{1,2} [A-Z][a-z]+/)
    await page.goto('/projects/sandbox/calls?callResult=MAYBE')
    await expect(
      page.getByRole('alert').filter({ hasText: 'Choose one with the filter Result' }),
    ).toBeVisible()
  })

  test('the page says what the vendor was not asked for, and leads back to the archive', async ({ page }) => {
    await page.goto('/projects/sandbox/calls?source=live&last=24h&country=SE&sipCode=503')
    const notice = page.getByRole('region', { name: /^The vendor was not asked for Country and SIP code/ })
    await expect(notice).toBeVisible()
    await expect(page.getByText(/Asked of the vendor at \d\d:\d\d:\d\d.*In the vendor’s order/)).toBeVisible()
    await page.getByRole('button', { name: /^Searched in/ }).click()
    await page
      .getByRole('dialog', { name: 'Searched in' })
      .getByRole('button', { name: /^The archive/ })
      .click()
    await expect(page).not.toHaveURL(/source=/)
    await expect(notice).toHaveCount(0)
  })
})
