import { expect, it } from 'vitest'
import { generatedPassword, passwordProblem } from './sip-password'

it.each([
  ['Long-enough-123', undefined],
  ['abc', 'The password needs at least 12 characters, an upper case letter and a digit.'],
  ['ABCDEFGHIJK1', 'The password needs a lower case letter.'],
  ['abcdefghijkl', 'The password needs an upper case letter and a digit.'],
  ['Abcdefghij1', 'The password needs at least 12 characters.'],
  ['', 'The password needs at least 12 characters, an upper case letter, a lower case letter and a digit.'],
])('says in one sentence what %j lacks', (password, problem) => {
  expect(passwordProblem(password)).toBe(problem)
})

it('generates passwords that keep the rule, never twice, of letters and digits that are not taken for others', () => {
  const made = Array.from({ length: 2_000 }, generatedPassword)
  expect(new Set(made).size).toBe(made.length)
  for (const password of made) {
    expect(password).toMatch(/^[A-HJ-NP-Za-km-np-z2-9]{24}$/)
    expect(passwordProblem(password)).toBeUndefined()
  }
})

it('uses every character about equally often', () => {
  const counts = new Map<string, number>()
  for (let round = 0; round < 10_000; round += 1)
    for (const letter of generatedPassword()) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  const share = 240_000 / 56
  expect(counts.size).toBe(56)
  // Five standard deviations of chance; digits come 2.5 % more often, since each password has at least one. A byte that is not
  // thrown away would give some letters a quarter more than others.
  for (const [letter, count] of counts) {
    expect(count, letter).toBeGreaterThan(share * 0.92)
    expect(count, letter).toBeLessThan(share * 1.1)
  }
})
