import fc from 'fast-check'
import { expect, it } from 'vitest'
import { DueQueue } from './due-queue'

it('gives what is due first, and in the order of coming what is due together', () => {
  const step = fc.oneof(fc.record({ put: fc.integer({ min: 0, max: 20 }) }), fc.constant('take' as const))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200, size: 'max' }), (steps) => {
      const queue = new DueQueue<number>()
      let model: { at: number; item: number }[] = []
      for (const [item, one] of steps.entries()) {
        if (one === 'take') {
          const [first, ...rest] = model
          model = rest
          const taken = queue.take()
          expect(taken && { at: taken.at, item: taken.item }).toEqual(first)
        } else {
          queue.put(one.put, item)
          model.push({ at: one.put, item })
          // Sorting is stable: what came first stays first.
          model.sort((left, right) => left.at - right.at)
        }
        expect([queue.size, queue.next]).toEqual([model.length, model[0]?.at ?? Infinity])
      }
    }),
  )
})
