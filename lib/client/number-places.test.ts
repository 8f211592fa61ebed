import { describe, expect, it } from 'vitest'
import { sortSelection } from './number-places'
import type { NumberKey } from './phone-numbers'

const number = (phoneNumber: string, fields: Partial<NumberKey> = {}): NumberKey => ({
  phoneNumber,
  trunkId: '',
  trunkName: '',
  state: 'unassigned',
  provisioning: null,
  otherUse: null,
  ...fields,
})

describe('a selection of numbers', () => {
  it('is sorted into those that are free, there already, and used elsewhere by name', () => {
    const selection = [
      number('+1'),
      number('+2', { trunkId: 'a', trunkName: 'Head office', state: 'assigned' }),
      number('+3', { trunkId: 'b', trunkName: 'Branch', state: 'assigned' }),
      number('+4', { otherUse: { type: 'RTC', id: 'app' } }),
    ]
    expect(sortSelection(selection, 'a')).toEqual({
      free: ['+1'],
      there: ['+2'],
      elsewhere: [
        { id: 'b', name: 'Branch', numbers: ['+3'] },
        { id: 'app', name: 'a voice app', numbers: ['+4'] },
      ],
    })
  })

  it('names both trunks of a number on its way, and counts it once', () => {
    const provisioning = { status: 'WAITING', trunkId: 'b', trunkName: 'Branch' }
    const moving = number('+1', { trunkId: 'a', trunkName: 'A', state: 'moving', provisioning })
    expect(sortSelection([moving], 'c').elsewhere).toEqual([
      { id: 'a', name: 'A', numbers: ['+1'] },
      { id: 'b', name: 'Branch', numbers: [] },
    ])
  })

  it('leaves a failed move out: the number is where it was', () => {
    const provisioning = { status: 'FAILED', trunkId: 'b', trunkName: 'Branch' }
    const failed = number('+1', { state: 'failed', provisioning })
    expect(sortSelection([failed], 'c')).toEqual({ free: ['+1'], there: [], elsewhere: [] })
  })

  it('off every trunk: what is on none is there already', () => {
    expect(sortSelection([number('+1')], '')).toEqual({ free: [], there: ['+1'], elsewhere: [] })
  })
})
