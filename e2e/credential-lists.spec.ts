import { expect, test, type Page } from '@playwright/test'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  apiAs,
  control,
  createTrunk,
  openPage,
  stateOf,
  trunksPath,
  unique,
  watchConsole,
  withDialect,
} from './helpers'

withDialect({ credentialListReply: 'with-credentials' })

const listsPath = '/api/projects/sandbox/credentialLists'
const pagePath = '/projects/sandbox/credential-lists'
const strong = 'Strong-enough-1'

async function createList(users = [unique('user')]) {
  const name = unique('list')
  const credentials = users.map((username) => ({ username, password: strong }))
  const answer = await (await apiAs('operator')).post(listsPath, { data: { name, credentials } })
  expect(answer.status(), await answer.text()).toBe(201)
  const { id }: { id: string } = await answer.json()
  return { id, name, users, etag: answer.headers().etag ?? '' }
}

/** A registered endpoint with a user of a list, on a trunk to which the list is not linked. */
async function endpointInVain(username: string) {
  const api = await apiAs('operator')
  const trunk = await createTrunk(api)
  const data = { isRegistered: true, name: 'Branch PBX', credentialUsername: username, priority: 1 }
  const made = await api.post(`${trunksPath}/${trunk.id}/endpoints`, { data })
  expect(made.status(), await made.text()).toBe(201)
  return trunk
}

const shown = (page: Page) => page.getByRole('table', { name: 'User names with their new passwords' })

test.describe('credential lists in the browser', () => {
  test.use({ storageState: stateOf('operator') })

  test('a list is created with generated and typed passwords, which are shown once with a way to copy them', async ({
    page,
    context,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const noProblems = watchConsole(page)
    const [first, second, third] = [unique('one'), unique('two'), unique('three')]
    const name = unique('list')
    await openPage(page, pagePath)
    await page.getByRole('button', { name: 'Create credential list' }).first().click()
    const dialog = page.getByRole('dialog', { name: 'Create credential list' })
    await dialog.getByLabel('Name', { exact: true }).fill(name)
    // Two names pasted at once become two users.
    await page.evaluate((text) => navigator.clipboard.writeText(text), `${first}\n${second}\n`)
    await dialog.getByLabel('User name').first().focus()
    await page.keyboard.press('Control+v')
    await expect(dialog.getByLabel('User name')).toHaveCount(2)
    await dialog.getByRole('button', { name: 'Another user' }).click()
    const last = dialog.getByRole('group', { name: 'User 3' })
    await last.getByLabel('User name').fill(first)
    await last.getByLabel(/^Password/).fill('onlylower')
    await dialog.getByRole('button', { name: 'Create credential list' }).click()
    await expect(
      last.getByText('The password needs at least 12 characters, an upper case letter and a digit.'),
    ).toBeVisible()
    await last.getByLabel(/^Password/).fill(strong)
    await dialog.getByRole('button', { name: 'Create credential list' }).click()
    await expect(last.getByText('This user is above already.')).toBeVisible()
    await last.getByLabel('User name').fill(third)
    await dialog.getByRole('button', { name: 'Create credential list' }).click()

    await expect(shown(page).getByRole('row')).toHaveCount(4)
    await expect(shown(page).getByRole('row', { name: third })).toContainText(strong)
    await page.getByRole('button', { name: 'Copy all' }).click()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    const lines = copied.split('\n').map((line) => line.split('\t'))
    expect(lines.map(([username]) => username)).toEqual([first, second, third])
    expect(lines[0]?.[1]).toMatch(/^[A-HJ-NP-Za-km-np-z2-9]{24}$/)
    expect(lines[0]?.[1]).not.toBe(lines[1]?.[1])
    await page.keyboard.press('Escape')
    await expect(page.getByText('nobody can see these passwords again')).toBeVisible()
    await page.getByRole('button', { name: 'Keep them open' }).click()
    await page.getByRole('button', { name: 'I have stored them' }).click()

    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
    await expect(page).toHaveURL(new RegExp(`${pagePath}/[A-Za-z0-9_-]+$`))
    const users = page.getByRole('list', { name: 'Users of this list' })
    for (const username of [first, second, third]) await expect(users.getByText(username)).toBeVisible()
    noProblems()
  })

  test('a password is in no page, address, storage, database or file of the console once its dialog is closed (S17)', async ({
    page,
  }) => {
    const addresses: string[] = []
    page.on('request', (request) => addresses.push(request.url()))
    const user = unique('secret')
    await openPage(page, `${pagePath}?create=1`)
    const dialog = page.getByRole('dialog', { name: 'Create credential list' })
    await dialog.getByLabel('Name', { exact: true }).fill(unique('list'))
    await dialog.getByLabel('User name').fill(user)
    await dialog.getByRole('button', { name: 'Create credential list' }).click()
    const passwordOf = async () => {
      const cell = shown(page).getByRole('row', { name: user }).getByRole('cell').last()
      return (await cell.innerText()).trim()
    }
    const secrets = [await passwordOf()]
    await page.getByRole('button', { name: 'I have stored them' }).click()
    await page.getByRole('button', { name: `New password for ${user}` }).click()
    await page.getByRole('button', { name: 'Set new password' }).click()
    await expect(shown(page)).toBeVisible()
    secrets.push(await passwordOf())
    await page.getByRole('button', { name: 'I have stored them' }).click()
    await expect(shown(page)).toHaveCount(0)
    expect(new Set(secrets).size).toBe(2)
    for (const secret of secrets) expect(secret).toMatch(/^[A-Za-z0-9]{24}$/)

    // Back to where the dialog was, and forward again.
    await page.goBack()
    await page.goForward()
    const kept = await page.evaluate(() => {
      const fields = [...document.querySelectorAll('input')].map(({ value }) => value)
      const stores = [{ ...localStorage }, { ...sessionStorage }, window.history.state]
      return JSON.stringify([document.documentElement.outerHTML, ...stores, fields])
    })
    const { requests } = await control<{ requests: { path: string }[] }>('GET', 'requests')
    const written = `${kept} ${addresses.join(' ')} ${requests.map(({ path }) => path).join(' ')} ${storedText()}`
    for (const secret of secrets) expect(written.includes(secret)).toBe(false)
    // The search would find it if it were there: the user's name is on record.
    expect(storedText()).toContain(user)
  })

  test('two people rename one list: which of the names it is, is asked', async ({ page }) => {
    const list = await createList()
    await openPage(page, `${pagePath}/${list.id}`)
    await page.getByRole('button', { name: 'Rename' }).click()
    const dialog = page.getByRole('dialog', { name: `Rename ${list.name}` })
    await dialog.getByRole('textbox', { name: 'Name' }).fill('My name for it')
    const other = await (
      await apiAs('admin')
    ).put(`${listsPath}/${list.id}`, { data: { name: 'Theirs' }, headers: { 'if-match': list.etag } })
    expect(other.status()).toBe(200)
    await dialog.getByRole('button', { name: 'Save name' }).click()
    const choice = page.getByRole('dialog', { name: 'Changed meanwhile' })
    await choice.getByRole('group', { name: 'Name' }).getByText('My name for it').click()
    await choice.getByRole('button', { name: /^Save/ }).click()
    await expect(page.getByRole('heading', { name: 'My name for it', level: 1 })).toBeVisible()
  })

  test('a rename keeps what the console does not know, and an untouched one changes nothing', async ({
    page,
  }) => {
    const list = await createList()
    await control('PUT', `objects/credentialLists/${list.id}`, { realm: 'of the future' })
    await openPage(page, `${pagePath}/${list.id}`)
    await control('DELETE', 'requests')
    await page.getByRole('button', { name: 'Rename' }).click()
    await page.getByRole('button', { name: 'Save name' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    const puts = async () => {
      const log = await control<{ requests: { method: string; path: string; body?: unknown }[] }>(
        'GET',
        'requests',
      )
      return log.requests.filter(({ method, path }) => method === 'PUT' && path.includes(list.id))
    }
    expect(await puts()).toEqual([])
    await page.getByRole('button', { name: 'Rename' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Renamed')
    await page.getByRole('button', { name: 'Save name' }).click()
    await expect(page.getByRole('heading', { name: 'Renamed', level: 1 })).toBeVisible()
    expect(JSON.stringify(await puts())).toContain('of the future')
  })

  test('an endpoint that registers with a list that its trunk does not have is flagged, and removing its user is refused', async ({
    page,
  }) => {
    const user = unique('branch')
    const list = await createList([user, unique('other')])
    const trunk = await endpointInVain(user)
    await openPage(page, `${pagePath}/${list.id}`)
    const trap = page.getByRole('region', { name: `Missing link to ${trunk.name}` })
    await expect(trap).toContainText(`Branch PBX registers as ${user}, but this list is not linked to`)
    await expect(trap.getByRole('button', { name: `Link to ${trunk.name}` })).toBeEnabled()
    await expect(page.getByText(`Registers Branch PBX of ${trunk.name}`)).toBeVisible()

    await page.getByRole('button', { name: `Remove ${user}` }).click()
    const dialog = page.getByRole('alertdialog')
    await expect(dialog.getByText('The vendor refuses this while a SIP endpoint registers')).toBeVisible()
    await dialog.getByRole('button', { name: 'Remove user' }).click()
    await expect(dialog.getByText(/cannot be deleted while attached to a SIP Endpoint/)).toBeVisible()
    await dialog.getByRole('button', { name: 'Cancel' }).click()

    await page.getByRole('button', { name: `Remove ${list.users[1]}` }).click()
    await dialog.getByRole('button', { name: 'Remove user' }).click()
    await expect(page.getByRole('list', { name: 'Users of this list' }).getByRole('listitem')).toHaveCount(1)
  })

  test('a list is deleted by plan, and its address then says that it is gone', async ({ page }) => {
    const list = await createList()
    await openPage(page, `${pagePath}/${list.id}`)
    await page.getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete credential list' }).click()
    await expect(page).toHaveURL(new RegExp(`${pagePath}$`))
    await page.goto(`${pagePath}/${list.id}`)
    await expect(page.getByText('There is no such credential list')).toBeVisible()
    await page.goto(`${pagePath}?sort=password`)
    await expect(page.getByText('The list cannot be sorted by this.')).toBeVisible()
  })
})

test.describe('a viewer', () => {
  test.use({ storageState: stateOf('viewer') })

  test('sees lists and users and is told why nothing can be changed', async ({ page }) => {
    const list = await createList()
    await page.goto(`${pagePath}?create=1`)
    await expect(page.getByText(/This address creates a credential list\. Your role is viewer/)).toBeVisible()
    await openPage(page, `${pagePath}/${list.id}`)
    for (const name of ['Delete', 'Rename', `New password for ${list.users[0]}`, 'Create a second list'])
      await expect(page.getByRole('button', { name, exact: true })).toHaveAttribute('aria-disabled', 'true')
    const api = await apiAs('viewer')
    const path = `${listsPath}/${list.id}/credentials/${list.users[0]}`
    expect((await api.put(path, { data: { password: strong } })).status()).toBe(403)
    expect((await api.delete(path)).status()).toBe(403)
  })
})

/** Everything that the console has written below its data folder, the database with its audit rows and all logs among it. */
function storedText(): string {
  const folder = process.env.E2E_DATA_DIR ?? ''
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n')
}
