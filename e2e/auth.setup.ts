import { expect, test as setup } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { apiAs, people, signIn, stateOf } from './helpers'

/** The token as it is now: five wrong tries replace it, so it is read when it is needed. */
function setupToken(): string {
  return readFileSync(join(process.env.E2E_DATA_DIR ?? '', 'setup-token'), 'utf8').trim()
}

setup('a fresh console is claimed exactly once, and only with its token (S20)', async () => {
  const api = await apiAs(null)
  const { email, password } = people.admin
  const claim = (token: string) => api.post('/api/setup', { data: { token, email, password } })

  const wrong = await Promise.all(Array.from({ length: 200 }, (_, index) => claim(`wrong-${index}`)))
  expect(wrong.map((answer) => answer.status()).filter((status) => status !== 403)).toEqual([])

  const token = setupToken()
  const right = await Promise.all(Array.from({ length: 50 }, () => claim(token)))
  expect(right.filter((answer) => answer.status() === 201)).toHaveLength(1)
  expect(right.filter((answer) => answer.status() === 403)).toHaveLength(49)

  const closed = await claim(token)
  expect(closed.status()).toBe(403)
  expect((await closed.json()).error.message).toBe((await wrong[0]?.json()).error.message)
})

setup('admin, operator and viewer sign in', async () => {
  const admin = await apiAs(null)
  await signIn(admin, people.admin.email, people.admin.password)
  expect((await admin.get('/api/session')).status()).toBe(200)
  await admin.storageState({ path: stateOf('admin') })

  for (const person of ['operator', 'viewer'] as const) {
    const { email, password } = people[person]
    const made = await admin.post('/api/users', { data: { email, password, role: person } })
    expect(made.status(), await made.text()).toBe(201)
    const api = await apiAs(null)
    await signIn(api, email, password)
    expect((await (await api.get('/api/session')).json()).user).toMatchObject({ email, role: person })
    await api.storageState({ path: stateOf(person) })
  }
})
