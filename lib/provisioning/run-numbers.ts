import { goneAsNull } from '@/lib/errors'
import type { EstClient } from '@/lib/est/client'
import { activeNumbers } from '@/lib/resources/phone-numbers'
import { assignNumber } from './number-assignment'
import type { PlannedStep } from './plan'
import type { Making, StepOutcome } from './run-steps'

/** Orders a number, unless an earlier try has. */
export async function rent(step: PlannedStep, making: Making): Promise<StepOutcome> {
  const isThere = making.isRepeated && (await isRented(making.client, step))
  if (!isThere) await making.rent(step.input)
  return { objectId: null, made: true }
}

/** True when the project has rented the number. */
export async function isRented(client: EstClient, { input }: PlannedStep): Promise<boolean> {
  const phoneNumber = String(input.phoneNumber)
  return (await client.read(activeNumbers, { phoneNumber }).catch(goneAsNull)) !== null
}

/** Puts a number on the trunk. */
export async function assign(step: PlannedStep, making: Making): Promise<StepOutcome> {
  const { client, clock, baseline } = making
  const phoneNumber = String(step.input.phoneNumber)
  const mayLeave = Array.isArray(step.input.mayLeave) ? step.input.mayLeave.map(String) : []
  const trunkId = making.idOf(step.trunk)
  await assignNumber(client, phoneNumber, trunkId, clock, mayLeave, {
    from: baseline.off,
    keep: (off) => making.remember({ ...baseline, off }),
  })
  return { objectId: null, made: baseline.from !== trunkId }
}
