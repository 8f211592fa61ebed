import { expect, test } from '@playwright/test'
import { apiAs, openPage, stateOf, unique, withDialect } from './helpers'

// One source of the vendor's has the users of a list in its answers, another has not.
withDialect({ credentialListReply: 'without-credentials' })

test.use({ storageState: stateOf('operator') })

test('where the vendor does not name the users of a list, the pages say so and claim nothing', async ({
  page,
}) => {
  const name = unique('Unnamed')
  const credentials = [{ username: unique('user'), password: 'Long-enough-pass-1' }]
  const made = await (
    await apiAs('operator')
  ).post('/api/projects/sandbox/credentialLists', { data: { name, credentials } })
  expect(made.ok()).toBe(true)
  const { id } = await made.json()
  await openPage(page, `/projects/sandbox/credential-lists?q=${name}`)
  await expect(page.getByRole('row').filter({ hasText: name })).toHaveCount(1)
  await openPage(page, `/projects/sandbox/credential-lists/${id}`)
  await expect(page.getByText('The vendor names no user of this list')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Create a second list' })).toBeVisible()
})
