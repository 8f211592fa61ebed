import { expect, it } from 'vitest'
import { HealthRecord } from './health'

it('says slow while an answer is awaited for more than 5 s, and until a quick one came', () => {
  let now = 1_000
  const health = new HealthRecord(() => now)
  health.succeeded()
  const answered = health.began()
  now += 5_000
  expect(health.read().state).toBe('ok')
  now += 1_000
  expect(health.read()).toMatchObject({
    state: 'slow',
    message: 'Sinch answers slowly: 6 s for one request.',
  })
  answered()
  expect(health.read().state).toBe('slow')
  health.began()()
  expect(health.read().state).toBe('ok')
})
