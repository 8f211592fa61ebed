import { describe, expect, it } from 'vitest'
import { doneText } from './done'

describe('what a dialog says when it is done', () => {
  it('names the object that was made or removed', () => {
    expect(doneText('Delete trunk', 'Head office')).toBe('Trunk Head office deleted')
    expect(doneText('Create SIP trunk', 'Head office')).toBe('SIP trunk Head office created')
    expect(doneText('Add user', undefined)).toBe('User added')
  })

  it('says nothing for a change, which shows by itself', () => {
    expect(doneText('Save trunk', 'Head office')).toBeUndefined()
    expect(doneText('Rename', 'Head office')).toBeUndefined()
  })
})
