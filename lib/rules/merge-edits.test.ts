import { expect, it } from 'vitest'
import { mergeEdits, mergeSentence } from './merge-edits'

const base = { name: 'Office', on: false, number: '', ranges: [{ ip: '1' }] }

it('takes a field that only the other side changed, and keeps one that only I changed', () => {
  const mine = { ...base, name: 'Branch' }
  const theirs = { ...base, on: true, ranges: [{ ip: '2' }] }
  expect(mergeEdits(base, mine, theirs)).toEqual({
    values: { name: 'Branch', on: true, number: '', ranges: [{ ip: '2' }] },
    collisions: [],
    theirs: ['on', 'ranges'],
    mine: ['name'],
  })
})

it('leaves to a person what both sides changed differently, and nothing else', () => {
  const mine = { ...base, name: 'Branch', number: '+1' }
  const theirs = { ...base, name: 'Head', number: '+1' }
  const merged = mergeEdits(base, mine, theirs)
  expect(merged.collisions).toEqual(['name'])
  expect(merged.values.number).toBe('+1')
  expect([...merged.theirs, ...merged.mine]).toEqual([])
})

it('takes back an own change of a field that the other side left alone', () => {
  const theirs = { ...base, name: 'Head' }
  expect(mergeEdits(base, base, theirs)).toMatchObject({ values: theirs, theirs: ['name'], mine: [] })
})

it('says in one line what was merged, by the labels of the fields', () => {
  const labels = { name: 'Name', on: 'Caller name lookup' }
  expect(mergeSentence({ theirs: ['on'], mine: ['name'] }, labels)).toBe(
    'Theirs was taken for Caller name lookup, which you had not changed. Yours was kept for Name.',
  )
  expect(mergeSentence({ theirs: [], mine: ['name'] }, labels)).toBe('')
})
