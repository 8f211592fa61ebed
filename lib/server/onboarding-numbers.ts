import 'server-only'
import { ApiError } from '@/lib/errors'
import type { PlannedStep } from '@/lib/provisioning/plan'
import { baselineSchema, type Baseline } from '@/lib/provisioning/run-store'
import type { OnboardingAnswers } from '@/lib/rules/onboarding-answers'
import { forgetNumbers, placesOf, readProjectNumbers, type ProjectNumber } from './numbers'
import type { Problem } from './onboarding-check'
import type { StoredProject } from './projects'
import { estClient } from './upstream'

type Known = ReadonlyMap<string, ProjectNumber>

/** Looks where the chosen numbers are now, and what those to rent cost now. Nothing that is used elsewhere is taken without a word. */
export async function checkNumbers(
  project: StoredProject,
  { numbers }: OnboardingAnswers,
  trunkId: string,
  /** The keys of steps that are done: nothing is asked of their numbers any more. */
  done: ReadonlySet<string>,
): Promise<{ known: Known; problems: Problem[] }> {
  const { assign = [], rent = [] } = numbers ?? {}
  if (assign.length + rent.length === 0) return { known: new Map(), problems: [] }
  forgetNumbers(project)
  const { items } = await readProjectNumbers(project)
  const known = new Map(items.map((number) => [number.phoneNumber, number]))
  const problems = assign.flatMap(({ phoneNumber, mayLeave }, index): Problem[] => {
    const field = `numbers.assign.${index}`
    if (done.has(`assign ${phoneNumber}`)) return []
    const number = known.get(phoneNumber)
    if (!number) return [{ field, message: `${phoneNumber} is not a number of this project.` }]
    const others = placesOf(number).filter((place) => place !== trunkId && !mayLeave.includes(place))
    if (others.length === 0) return []
    const places = others.map((id) => ({ id, name: placeName(number, id) }))
    const names = places.map(({ name }) => name).join(' and ')
    return [
      {
        field,
        message: `${phoneNumber} is used by ${names}. Its calls stop arriving there once it is moved.`,
        offer: { kind: 'may_leave', phoneNumber, places },
      },
    ]
  })
  const forSale = await Promise.all(
    rent.map((number, index) =>
      done.has(`rent ${number.phoneNumber}`)
        ? []
        : checkSale(project, number, `numbers.rent.${index}`, known),
    ),
  )
  return { known, problems: [...problems, ...forSale.flat()] }
}

/** Where the calls of a number go before the run; undefined for steps that are not about numbers. */
export function numberBaselines(known: Known) {
  return ({ action, input }: PlannedStep): Baseline | undefined => {
    if (action !== 'assign_number') return undefined
    const number = known.get(String(input.phoneNumber))
    return baselineSchema.parse({ from: number?.trunkId ?? '' })
  }
}

function placeName({ trunkId, trunkName, otherUse, provisioning }: ProjectNumber, id: string): string {
  if (id === trunkId) return `the SIP trunk “${trunkName || id}”`
  if (id === otherUse?.id) return otherUse.type === 'FAX' ? 'a fax service' : 'a voice app'
  return `the SIP trunk “${provisioning?.trunkName || id}”, to which it is on its way`
}

type Rented = NonNullable<OnboardingAnswers['numbers']>['rent'][number]

async function checkSale(
  project: StoredProject,
  { phoneNumber, monthlyPrice, setupPrice }: Rented,
  field: string,
  known: Known,
): Promise<Problem[]> {
  if (known.has(phoneNumber))
    return [{ field, message: `${phoneNumber} is rented already. Choose it among your numbers.` }]
  try {
    const sale = await (await estClient(project)).readAvailableNumber(phoneNumber)
    const isSame =
      JSON.stringify([sale.monthlyPrice, sale.setupPrice]) === JSON.stringify([monthlyPrice, setupPrice])
    return isSame
      ? []
      : [{ field, message: `The price of ${phoneNumber} has changed since it was shown. Search again.` }]
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'not_found') throw error
    return [{ field, message: `${phoneNumber} is not for sale any more. Search again.` }]
  }
}
