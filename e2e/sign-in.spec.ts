import { expect, test } from '@playwright/test'
import { baseUrl, people } from './helpers'

test('signing out ends the session at once, and the way back is kept', async ({ page, request }) => {
  await page.goto('/projects/sandbox/trunks?sort=-name')
  await expect(page).toHaveURL(/\/sign-in\?next=/)
  await page.getByLabel('E-mail address').fill(people.viewer.email)
  await page.getByLabel('Password').fill(people.viewer.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/projects\/sandbox\/trunks\?sort=-name/)
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  expect((await request.get('/api/session', { headers: { cookie } })).status()).toBe(200)
  await page.getByRole('button', { name: /^You: / }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  expect((await request.get('/api/session', { headers: { cookie } })).status()).toBe(401)
})

test('a wrong password is refused in one sentence that does not tell who exists', async ({ page }) => {
  const sentences: string[] = []
  for (const email of [people.operator.email, 'nobody@console.example']) {
    await page.goto('/sign-in')
    await page.getByLabel('E-mail address').fill(email)
    await page.getByLabel('Password').fill('not-the-password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('alert').filter({ hasText: /\w/ })).toBeVisible()
    sentences.push((await page.getByRole('alert').filter({ hasText: /\w/ }).textContent()) ?? '')
    await expect(page.getByLabel('E-mail address')).toHaveValue(email)
  }
  expect(sentences[0]).toBe(sentences[1])
})

test('next-auth serves what our pages use and nothing else, with the headers of every answer', async ({
  request,
}) => {
  for (const [method, path] of [
    ['GET', 'signin'],
    ['GET', 'signin/credentials'],
    ['GET', 'signout'],
    ['GET', 'error?error=Configuration'],
    ['GET', 'verify-request'],
    ['GET', 'providers'],
    ['GET', 'session'],
    ['GET', 'callback/credentials'],
    ['GET', 'csrf/x'],
    ['POST', '_log'],
    ['POST', 'signin/credentials'],
    ['POST', 'session'],
  ] as const) {
    const form = method === 'POST' ? { message: 'x'.repeat(1000), level: 'error' } : undefined
    const answer = await request.fetch(`/api/auth/${path}`, { method, form, headers: { origin: baseUrl } })
    expect(answer.status(), `${method} ${path}`).toBe(404)
    const { error } = await answer.json()
    const headers = answer.headers()
    expect(error).toMatchObject({ code: 'not_found', requestId: headers['x-request-id'] })
  }
  const csrf = await request.get('/api/auth/csrf?callbackUrl=no-address')
  expect(csrf.status()).toBe(200)
  expect(csrf.headers()).toMatchObject({
    'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  })
})

test('a sign-in that cannot be read is a bad request, and one with control characters a wrong one', async ({
  request,
}) => {
  const post = (data: Buffer) =>
    request.post('/api/auth/callback/credentials', {
      headers: { origin: baseUrl, 'content-type': 'application/json' },
      data,
    })
  expect((await post(Buffer.from('{'))).status()).toBe(400)
  expect((await post(Buffer.from('['.repeat(20_000)))).status()).toBe(400)
  expect((await post(Buffer.from(`"${'x'.repeat(2 * 1024 * 1024)}"`))).status()).toBe(413)
  const { csrfToken } = await (await request.get('/api/auth/csrf')).json()
  const nul = await request.post('/api/auth/callback/credentials', {
    headers: { origin: baseUrl },
    form: { email: 'a\0b@console.example', password: 'not-the-password', csrfToken, json: 'true' },
  })
  expect(nul.status()).toBe(401)
  expect((await nul.json()).url).toContain('error=CredentialsSignin')
})
