import { expect, type Locator, type Page } from '@playwright/test'
import { randomInt } from 'node:crypto'
import { apiAs, control } from './helpers'

export const callsPath = '/api/projects/sandbox/calls'
export const callsPage = '/projects/sandbox/calls'

/** A number that nobody has called before. */
export function newNumber(): string {
  return `+4670${randomInt(10_000_000, 99_999_999)}`
}

/** Lets exactly these calls happen at the vendor, and waits until the archive has them with everything that is known of them. */
export async function happen(...calls: Record<string, unknown>[]): Promise<{ callId: string }[]> {
  const added = await control<{ calls: { callId: string }[] }>('POST', 'calls', { calls })
  const viewer = await apiAs('viewer')
  for (const { callId } of added.calls) {
    await expect
      .poll(
        async () => {
          const answer = await viewer.get(`${callsPath}/${encodeURIComponent(callId)}`)
          return answer.ok() && (await answer.json()).call.isEnriched
        },
        { message: `the archive has ${callId}`, timeout: 60_000, intervals: [1_000] },
      )
      .toBe(true)
  }
  return added.calls
}

/** The table of calls. */
export function callsTable(page: Page): Locator {
  return page.getByRole('table', { name: /^Calls in the window/ })
}

/** One value of the page's address. */
export function inAddress(page: Page, name: string): string | null {
  return new URL(page.url()).searchParams.get(name)
}

/** The way to other pages, at the end of the table; it comes when one comes near. */
export async function pagesOf(page: Page): Promise<Locator> {
  await callsTable(page).getByRole('row').last().scrollIntoViewIfNeeded()
  return page.getByRole('navigation', { name: 'Pages' })
}
