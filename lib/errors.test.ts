import { expect, it, vi } from 'vitest'
import { ApiError, isGone } from './errors'

class Special extends ApiError {}

it('an error of another copy of this module is one all the same', async () => {
  vi.resetModules()
  const other = await import('./errors')
  expect(other.ApiError).not.toBe(ApiError)
  const foreign = new other.ApiError('not_found', 'There is no such thing.')
  expect(foreign).toBeInstanceOf(ApiError)
  expect(isGone(foreign)).toBe(true)
  expect(new ApiError('conflict', 'Taken.')).toBeInstanceOf(other.ApiError)
})

it('errors that extend it are told apart', () => {
  expect(new Special('conflict', 'Taken.')).toBeInstanceOf(ApiError)
  expect(new Special('conflict', 'Taken.')).toBeInstanceOf(Special)
  expect(new ApiError('conflict', 'Taken.')).not.toBeInstanceOf(Special)
  expect(new Error('no')).not.toBeInstanceOf(ApiError)
  expect(null).not.toBeInstanceOf(ApiError)
})
