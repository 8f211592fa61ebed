import { expect, test, type Locator, type Page } from '@playwright/test'
import { startFresh } from '../scripts/lib/end-to-end.mjs'
import { people } from './helpers'
import { goOn } from './onboarding-helpers'

const mostInteractions = 25
const mostMs = 3 * 60_000

test('C: from a console that was just started to a verified trunk for both directions, in 25 interactions and three minutes', async ({
  browser,
}) => {
  test.setTimeout(mostMs + 90_000)
  const servers = await startFresh()
  const context = await browser.newContext({ baseURL: servers.url })
  try {
    const page = await context.newPage()
    const began = Date.now()
    let interactions = 0
    const press = async (target: Locator) => {
      interactions += 1
      await target.click()
    }
    const write = async (target: Locator, text: string) => {
      interactions += 1
      await target.fill(text)
    }
    const next = async (title: string) => {
      interactions += 1
      await goOn(page, title)
    }
    const field = (label: string) => page.getByLabel(label, { exact: true })

    // The address that the start command prints; the token comes with it.
    interactions += 1
    await page.goto('/setup')
    await write(page.getByLabel('Set-up token'), servers.setupToken)
    await write(page.getByLabel('Your e-mail address'), people.admin.email)
    await write(field('Password'), people.admin.password)
    await write(field('Password again'), people.admin.password)
    await press(page.getByRole('button', { name: 'Create the first admin' }))
    await press(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Onboarding' }))
    await press(page.getByRole('link', { name: 'Set up a trunk' }).first())

    const choose = (question: string, choice: string) =>
      press(page.getByRole('group', { name: question }).getByText(choice, { exact: true }))
    await choose('Which way do calls go?', 'Both directions')
    await choose('How are outbound calls let through?', 'By source IP')
    await choose('How do inbound calls reach the PBX?', 'Fixed address')
    await next('SIP trunk')
    await write(field('Name'), 'Head office Lund')
    await next('Outbound calls')
    await write(field('IP ranges'), '203.0.113.64/28')
    await next('Inbound calls')
    await write(field('Address of the PBX'), '203.0.113.70')
    await next('Phone numbers')
    await press(page.getByRole('group', { name: 'Numbers of this project' }).getByRole('checkbox').first())
    await next('Review')
    await press(page.getByRole('button', { name: 'Set up trunk' }))

    await expect(page.getByText('Verified: everything is as planned').first()).toBeVisible({
      timeout: 120_000,
    })
    await expect(await domainOn(page)).toContainText('head-office-lund.')
    const took = Date.now() - began
    expect(interactions).toBeLessThanOrEqual(mostInteractions)
    expect(took).toBeLessThan(mostMs)
    test.info().annotations.push({
      type: 'first trunk',
      description: `${interactions} interactions, ${Math.round(took / 1000)} s`,
    })
  } finally {
    await context.close()
    await servers.stop()
  }
})

async function domainOn(page: Page): Promise<Locator> {
  const sheet = page.getByRole('region', { name: 'Connect your PBX' })
  await sheet.scrollIntoViewIfNeeded()
  return sheet
}
