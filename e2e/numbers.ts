import { expect, type APIRequestContext, type Page } from '@playwright/test'
import { control, unique } from './helpers'

/** Our API of the sandbox project, and the page of its numbers. */
export const project = '/api/projects/sandbox'
export const numbersPage = '/projects/sandbox/phone-numbers'

/** So many numbers of the project that nothing uses and no other test has taken, made on the spot. */
export async function freeNumbers(api: APIRequestContext, count: number): Promise<string[]> {
  const before = await keysOf(api, '')
  // Of ten numbers that are made, seven come with a trunk.
  const made = 10 * Math.ceil(count / 3)
  await control('POST', 'seed', { numbers: made })
  await rereadNumbers(api)
  await expect
    .poll(async () => (await keysOf(api, '')).length, { timeout: 20_000 })
    .toBe(before.length + made)
  const known = new Set(before.map(({ phoneNumber }) => phoneNumber))
  return (await keysOf(api, '?unassigned=1'))
    .map(({ phoneNumber }) => phoneNumber)
    .filter((phoneNumber) => !known.has(phoneNumber))
    .slice(0, count)
}

/** A change of any number makes the console read all of them again, as what was made behind its back wants. */
async function rereadNumbers(api: APIRequestContext): Promise<void> {
  const { items } = await (await api.get(`${project}/phoneNumbers?type=LOCAL&sort=-phoneNumber`)).json()
  const path = `${project}/activeNumbers/${encodeURIComponent(items[0].phoneNumber)}`
  const etag = (await api.get(path)).headers().etag ?? ''
  const answer = await api.put(path, { data: { displayName: unique('read') }, headers: { 'if-match': etag } })
  expect(answer.status(), await answer.text()).toBe(200)
}

/** Every number that a search leaves, with its trunk. */
export async function keysOf(api: APIRequestContext, search: string) {
  const answer = await api.get(`${project}/phoneNumbers/keys${search}`)
  const { items }: { items: { phoneNumber: string; trunkId: string }[] } = await answer.json()
  return items
}

/** The trunk of a number by our API; empty for none. */
export async function trunkOf(api: APIRequestContext, phoneNumber: string): Promise<string | undefined> {
  const found = await keysOf(api, `?q=${encodeURIComponent(phoneNumber)}`)
  return found.find((one) => one.phoneNumber === phoneNumber)?.trunkId
}

/** Puts numbers on a trunk and waits until they are there. */
export async function assign(api: APIRequestContext, trunkId: string, phoneNumbers: string[]): Promise<void> {
  const data = { kind: 'assign_numbers', trunkId, phoneNumbers }
  const { id } = await (await api.post(`${project}/jobs`, { data })).json()
  const state = async () => (await (await api.get(`${project}/jobs/${id}`)).json()).state
  await expect.poll(state, { timeout: 30_000 }).toBe('done')
}

/** The number with blanks allowed between its digits, however it is grouped on the page. */
export function spaced(phoneNumber: string): string {
  return `\\+${phoneNumber.slice(1).split('').join(' ?')}`
}

/** The row of a number in the list that the page shows. */
export function rowOf(page: Page, phoneNumber: string) {
  const copy = page.getByRole('button', { name: new RegExp(`^Copy ${spaced(phoneNumber)}$`) })
  return page.getByRole('row').filter({ has: copy })
}
