import { expect, it } from 'vitest'

it('switches off code generation in zod before the first schema is made', async () => {
  await import('@/instrumentation-client')
  const { config } = await import('zod')
  expect(config().jitless).toBe(true)
})
