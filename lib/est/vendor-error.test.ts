import { expect, it } from 'vitest'
import { ExchangeFailure } from './exchange-failure'
import { refusal, unreachable } from './vendor-error'

const answer = (status: number, text: string) => ({
  status,
  text,
  contentType: '',
  wwwAuthenticate: '',
  contentLength: undefined,
  retryAfter: undefined,
  date: undefined,
})

it('ends the words of the vendor like a sentence, once', () => {
  const said = (message: string) => refusal(answer(500, JSON.stringify({ message })), 'GET').message
  expect(said('A fault of a test')).toMatch(/Sinch said: A fault of a test\.$/)
  expect(said('Stopped.')).toMatch(/Sinch said: Stopped\.$/)
})

it('never shows people an address and port', () => {
  const failure = new ExchangeFailure('refused', false, undefined)
  expect(unreachable(failure, '127.0.0.1:4422').message).toBe('The sandbox refused the connection.')
  expect(unreachable(failure, 'elastic-trunking.api.sinch.com').message).toBe('Sinch refused the connection.')
})
