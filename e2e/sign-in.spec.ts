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

test('next-auth’s own addresses lead to this console, and a broken body is a bad request', async ({
  request,
}) => {
  const start = await request.get('/api/auth/signin', { maxRedirects: 0 })
  expect(start.headers().location).toBe(`/sign-in?callbackUrl=${encodeURIComponent(baseUrl)}`)
  const broken = await request.post('/api/auth/callback/credentials', {
    headers: { origin: baseUrl, 'content-type': 'application/json' },
    data: Buffer.from('{'),
  })
  expect(broken.status()).toBe(400)
})
