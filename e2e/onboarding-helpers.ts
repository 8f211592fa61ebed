import { expect, type Locator, type Page } from '@playwright/test'
import SqliteDatabase from 'better-sqlite3'
import { join } from 'node:path'
import { apiAs, control, unique } from './helpers'

export const onboardingPath = '/projects/sandbox/onboarding'
const apiPath = `/api${onboardingPath}`

/** Chooses an answer of one of the questions. */
export async function answer(page: Page, question: string, choice: string): Promise<void> {
  await page.getByRole('group', { name: question }).getByRole('radio', { name: choice }).check()
}

/** Goes on to the step of this title. */
export async function goOn(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('heading', { level: 2, name: title, exact: true })).toBeVisible()
}

/** The field of the open step with this label. */
export function field(page: Page, label: string): Locator {
  return page.getByRole('main').getByLabel(label, { exact: true })
}

/** The minute that the vendor takes is over for everything that was changed so far; nothing else may be on its way. */
export function minuteIsOver(): void {
  const database = new SqliteDatabase(join(process.env.E2E_DATA_DIR ?? '', 'console.sqlite'))
  database.prepare('update propagation set changedAt = changedAt - 60000').run()
  database.close()
}

/** Waits until the run that the page shows is done, and verifies it once the minute is over. */
export async function expectVerified(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/onboarding\/[0-9A-Z]{26}/)
  const verification = page.getByRole('list', { name: 'Checks' })
  await expect(verification.getByRole('listitem').first()).toBeVisible({ timeout: 30_000 })
  await expect(verification.getByText('Fails')).toHaveCount(0)
  minuteIsOver()
  await page.getByRole('button', { name: 'Verify again' }).click()
  await expect(page.getByText('Verified: everything is as planned').first()).toBeVisible()
}

interface Run {
  id: string
  title: string
  state: string
  trunkId: string | null
}

/** The run of the trunk of this name. */
export async function runOf(title: string): Promise<Run | undefined> {
  const api = await apiAs('viewer')
  const { runs }: { runs: Run[] } = await (await api.get(apiPath)).json()
  return runs.find((run) => run.title === title)
}

/** What the vendor's SIP edge works by for the trunk of a run. */
export async function edgeOf(title: string) {
  const run = await runOf(title)
  return await control<{
    edge: {
      endpoints: Record<string, unknown>[]
      accessControlLists: { ipRanges: Record<string, unknown>[] }[]
      credentialLists: Record<string, unknown>[]
    }
  }>('GET', `effective/trunks/${run?.trunkId ?? ''}`)
}

/** Starts a run past the pages, outbound from a fixed IP, with what `change` says otherwise. */
export async function startRun(change: Record<string, unknown> = {}) {
  const name = unique('run')
  const answers = {
    direction: 'outbound',
    authorise: 'address',
    trunk: { use: 'new', name, hostName: name },
    accessControlList: { use: 'new', name: `${name} sources`, lines: '203.0.113.5' },
    ...change,
  }
  const started = await (await apiAs('operator')).post(apiPath, { data: { key: name, answers } })
  expect(started.status(), await started.text()).toBe(202)
  const run: Run = await started.json()
  return { name, id: run.id, path: `${onboardingPath}/${run.id}` }
}
