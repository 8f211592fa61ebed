import { expect, it, vi } from 'vitest'

it('switches off code generation in zod before the first schema is made, and hears of steps back before the router', async () => {
  const heard: string[] = []
  vi.stubGlobal('window', { addEventListener: (name: string) => heard.push(name) })
  await import('@/instrumentation-client')
  const { config } = await import('zod')
  expect(config().jitless).toBe(true)
  expect(heard).toEqual(['popstate'])
})
