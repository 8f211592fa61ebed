'use client'
import { TriangleAlert } from 'lucide-react'
import { Button } from '@/components/ui/button'
import type { DraftAnswers, Problem } from '@/lib/client/onboarding'
import { countText, listText } from '@/lib/format'
import { withTrunk } from './suggestions'
import { stepLabels, stepOfField, type StepName } from './wizard-steps'

const shownProblems = 10

/** What stands in the way, each with the way to the step that it is about, and what may be chosen instead. */
export function PlanProblems(props: {
  answers: DraftAnswers
  problems: readonly Problem[]
  onGo: (step: StepName) => void
  onAnswer: (answers: DraftAnswers) => void
}) {
  const { answers, problems } = props
  const more = problems.length - shownProblems
  return (
    <section
      aria-label="What stands in the way"
      className="flex flex-col gap-3 rounded bg-bad-soft px-4 py-3"
    >
      <h3 className="flex items-center gap-2 font-medium">
        <TriangleAlert aria-hidden className="size-4 shrink-0 text-bad" />
        {countText(problems.length, 'thing stands', 'things stand')} in the way
      </h3>
      <ul className="flex flex-col gap-3">
        {problems.slice(0, shownProblems).map((problem) => {
          const step = stepOfField(problem.field, answers)
          const taken = takenOffer(answers, problem)
          return (
            <li
              key={`${problem.field} ${problem.message}`}
              className="flex flex-wrap items-center gap-x-3 gap-y-2"
            >
              <p className="min-w-0 flex-1 basis-72 wrap-anywhere">{problem.message}</p>
              <span className="flex flex-wrap gap-2">
                {taken && (
                  <Button size="sm" onClick={() => props.onAnswer(taken.answers)}>
                    {taken.label}
                  </Button>
                )}
                <Button
                  size="sm"
                  aria-label={`Go to ${stepLabels[step]}: ${problem.message}`}
                  onClick={() => props.onGo(step)}
                >
                  Go to {stepLabels[step]}
                </Button>
              </span>
            </li>
          )
        })}
      </ul>
      {more > 0 && (
        <p className="text-sm text-muted">And {countText(more, 'more like it', 'more like these')}.</p>
      )}
    </section>
  )
}

/** What an offer makes of the answers. */
export function takenOffer(
  answers: DraftAnswers,
  { field, offer }: Problem,
): { label: string; answers: DraftAnswers } | undefined {
  if (!offer) return undefined
  if (offer.kind === 'may_leave') {
    const { numbers } = answers
    if (!numbers) return undefined
    const ids = offer.places.map(({ id }) => id)
    const assign = numbers.assign.map((one) =>
      one.phoneNumber === offer.phoneNumber
        ? { ...one, mayLeave: [...new Set([...one.mayLeave, ...ids])] }
        : one,
    )
    const names = listText(offer.places.map(({ name }) => name))
    return { label: `Take it from ${names}`, answers: { ...answers, numbers: { ...numbers, assign } } }
  }
  const there = { use: 'existing', id: offer.id, name: offer.name } as const
  const [part] = field.split('.')
  if (part === 'trunk') return { label: 'Use the trunk that is there', answers: withTrunk(answers, there) }
  if (part !== 'accessControlList' && part !== 'credentialList') return undefined
  return { label: 'Use the list that is there', answers: { ...answers, [part]: there } }
}
