import { expect, type APIRequestContext, type Locator } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { askSandbox, unique } from './helpers'

/** Our API's address of the lists. */
export const listsPath = '/api/projects/sandbox/accessControlLists'
/** Their page. */
export const pagePath = '/projects/sandbox/access-control-lists'

/** A range as our API takes it. */
export const range = (cidr: string, description = '') => {
  const [ipAddress, prefix] = cidr.split('/')
  return { ipAddress, range: Number(prefix), description }
}

/** Makes a list through our API and gives it with its tag. */
export async function createList(
  api: APIRequestContext,
  cidrs: string[],
  extra: Record<string, unknown> = {},
) {
  const name = unique('acl')
  const ipRanges = cidrs.map((cidr) => range(cidr, `Site ${cidr}`))
  const answer = await api.post(listsPath, { data: { name, enabled: true, ipRanges, ...extra } })
  expect(answer.status(), await answer.text()).toBe(201)
  const list: { id: string; ipRanges: { id: string }[] } = await answer.json()
  return { ...list, name, etag: answer.headers().etag ?? '' }
}

/** The ranges of a list as our API gives them, in CIDR form. */
export async function cidrsOf(api: APIRequestContext, id: string): Promise<string[]> {
  const { ipRanges } = await (await api.get(`${listsPath}/${id}`)).json()
  return ipRanges.map((one: { ipAddress: string; range: number }) => `${one.ipAddress}/${one.range}`)
}

/** A thousand lines to paste, of which 37 cannot be used. */
export const thousand = Array.from({ length: 1000 }, (_, index) =>
  index % 27 === 13 ? `10.0.0.${index}.bad` : `8.${index >> 8}.${index & 255}.0/28 - Site ${index}`,
).join('\n')

/** Opens a row's menu and chooses an item. */
export async function choose(page: Locator, menu: string, item: string) {
  await page.getByRole('button', { name: menu }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** Links an access control list to a trunk as another program does, the console left out. */
export async function linkAtVendor(trunkId: string, accessControlListId: string): Promise<void> {
  const folder = process.env.E2E_DATA_DIR ?? ''
  const { projectId, keyId, keySecret } = JSON.parse(readFileSync(join(folder, 'sandbox-key.json'), 'utf8'))
  // The vendor takes its key as it is as well, without a token.
  await askSandbox(
    'POST',
    `/v1/projects/${projectId}/trunks/${trunkId}/accessControlLists`,
    { accessControlListIds: [accessControlListId] },
    { authorization: `Basic ${Buffer.from(`${keyId}:${keySecret}`).toString('base64')}` },
  )
}
