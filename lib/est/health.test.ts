import { expect, it } from 'vitest'
import { HealthRecord } from './health'

it('says slow while an answer is awaited for more than 5 s, and until a quick one came', () => {
  let now = 1_000
  const health = new HealthRecord(() => now)
  health.succeeded()
  const call = health.began()
  now += 5_000
  expect(health.read().state).toBe('ok')
  now += 1_000
  expect(health.read()).toMatchObject({
    state: 'slow',
    message: 'Sinch answers slowly: 6 s for one request.',
  })
  call.ended()
  expect(health.read().state).toBe('slow')
  health.began().ended()
  expect(health.read().state).toBe('ok')
})

it('leaves out of account what a call waits for on our own side', async () => {
  let now = 1_000
  const health = new HealthRecord(() => now)
  health.succeeded()
  const call = health.began()
  now += 4_000
  let go: (value: string) => void = () => undefined
  const held = call.without(new Promise<string>((resolve) => (go = resolve)))
  now += 20_000
  expect(health.read().state).toBe('ok')
  go('turn')
  expect(await held).toBe('turn')
  expect(health.read().state).toBe('ok')
  now += 1_001
  expect(health.read().message).toBe('Sinch answers slowly: 5 s for one request.')
  call.ended()
  expect(health.read().state).toBe('slow')
})
