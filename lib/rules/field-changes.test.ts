import { describe, expect, it } from 'vitest'
import { fieldChanges, valueText } from './field-changes'

describe('what a write did to an object', () => {
  it('leaves a field that was not sent as it was, and puts the changed ones first', () => {
    expect(fieldChanges({ id: 't-1', name: 'Was', note: null }, { name: 'Is', note: '' })).toEqual([
      { name: 'name', before: 'Was', after: 'Is', changed: true },
      { name: 'id', before: 't-1', after: 't-1', changed: false },
      { name: 'note', before: 'empty', after: 'empty', changed: false },
    ])
  })

  it('has one side only where an object was made or taken away', () => {
    expect(fieldChanges(null, { name: 'New' })).toEqual([
      { name: 'name', before: undefined, after: 'New', changed: true },
    ])
    expect(fieldChanges({ name: 'Old' }, null)).toEqual([
      { name: 'name', before: 'Old', after: undefined, changed: true },
    ])
    expect(fieldChanges(null, null)).toEqual([])
  })

  it('does not take a name of the language itself for a field', () => {
    expect(fieldChanges({ name: 'x' }, { constructor: 'y' })).toContainEqual({
      name: 'constructor',
      before: undefined,
      after: 'y',
      changed: true,
    })
  })
})

it.each([
  [true, 'true'],
  [0, '0'],
  ['', 'empty'],
  [null, 'empty'],
  [[], 'empty'],
  [['a', 'b'], 'a, b'],
  [{ a: [1] }, '{\n "a": [\n  1\n ]\n}'],
])('%j is shown as %j', (value, text) => expect(valueText(value)).toBe(text))
