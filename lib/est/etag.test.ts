import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accessControlLists } from '@/lib/resources/access-control-lists'
import { trunks } from '@/lib/resources/trunks'
import { etagOf } from './etag'

const fields = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.jsonValue(), { maxKeys: 8 })

function shuffled(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).reverse())
}

describe('the tag of an object', () => {
  it('is a strong quoted tag that does not depend on the order of fields', () => {
    fc.assert(
      fc.property(fields, (object) => {
        const tag = etagOf(trunks, object)
        expect(tag).toMatch(/^"[\w-]{27}"$/)
        expect(etagOf(trunks, shuffled(object))).toBe(tag)
      }),
    )
  })

  it('changes with any field that counts, unknown ones included', () => {
    fc.assert(
      fc.property(fields, fc.string(), (object, value) => {
        const changed = { ...object, added: `${value}!` }
        expect(etagOf(trunks, changed)).not.toBe(etagOf(trunks, { ...object, added: value }))
      }),
    )
  })

  it('does not change with times, the project or what the vendor computes', () => {
    const tag = etagOf(trunks, { id: 'T', name: 'n' })
    const computed = { createTime: 'a', updateTime: 'b', projectId: 'p', domain: 'd', callsPerSecond: 3 }
    expect(etagOf(trunks, { id: 'T', name: 'n', ...computed })).toBe(tag)
  })

  it('follows the ranges of an access control list by content, whatever their ids and order', () => {
    const one = { ipAddress: '203.0.113.1', range: 32 }
    const two = { ipAddress: '203.0.113.2', range: 32 }
    const tag = etagOf(accessControlLists, {
      ipRanges: [
        { id: 'R1', ...one },
        { id: 'R2', ...two },
      ],
    })
    const renumbered = [
      { ...two, id: 'R9', createTime: 'now' },
      { ...one, id: 'R8', accessControlListId: 'A' },
    ]
    expect(etagOf(accessControlLists, { ipRanges: renumbered })).toBe(tag)
    expect(etagOf(accessControlLists, { ipRanges: [one] })).not.toBe(tag)
    expect(etagOf(accessControlLists, { ipRanges: [{ ...one, range: 31 }, two] })).not.toBe(tag)
  })
})
