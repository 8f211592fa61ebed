'use client'
import { useQuery } from '@tanstack/react-query'
import { Info, Play } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, type FormEvent } from 'react'
import { useSingleRun } from '@/components/forms/use-single-run'
import { ErrorNotice } from '@/components/ui/error-notice'
import { LiveRegion } from '@/components/ui/live-region'
import { Skeleton } from '@/components/ui/skeleton'
import type { CheckedPlan, DraftAnswers, Problem } from '@/lib/client/onboarding'
import { checkAnswers } from '@/lib/client/onboarding-writes'
import { countText, listText, moneyText } from '@/lib/format'
import { workflowWords } from '@/lib/rules/workflow'
import type { Made } from './made-parts'
import { costOf } from './plan-cost'
import { PlanProblems } from './plan-problems'
import { PlanSteps } from './plan-steps'
import { StepFrame, focusStart, type StepProps } from './step-frame'
import {
  firstFields,
  stepLabels,
  stepOfField,
  unansweredSteps,
  type Part,
  type StepName,
} from './wizard-steps'

/** Everything that will be sent and what it costs, checked against the project as it is now, and the button that does it. */
export function ReviewStep(
  props: StepProps & {
    /** What the button says that starts it all. */
    verb: string
    /** The keys of steps that a run has done already. */
    done: ReadonlySet<string>
    starting: { isPending: boolean; error: unknown }
    onGo: (step: StepName, problems: readonly Problem[]) => void
    onStart: (answers: DraftAnswers) => Promise<void>
  },
) {
  const { answers, starting } = props
  const frame = useRef<HTMLFormElement>(null)
  const plan = useQuery({
    queryKey: ['projects', props.projectId, 'onboarding', 'plan', answers],
    queryFn: () => checkAnswers(props.projectId, answers),
    // What was free a moment ago may be taken now.
    staleTime: 0,
    gcTime: 0,
  })
  const problems = plan.data ? openProblems(plan.data.problems, answers, props.made) : []
  const start = useSingleRun(async () => await props.onStart(answers))
  const refusal = plan.isFetching
    ? 'The answers are still being checked.'
    : !plan.data
      ? 'The answers could not be checked yet.'
      : problems.length > 0
        ? `${countText(problems.length, 'thing stands', 'things stand')} in the way; see above.`
        : undefined

  const begin = useEffectEvent(() => focusStart(frame.current))
  // An effect, because the focus belongs to the document.
  useEffect(() => begin(), [])

  return (
    <form
      ref={frame}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        if (refusal === undefined) void start()
      }}
    >
      <StepFrame
        title="Review"
        sentence={
          props.done.size > 0
            ? 'What is done stays; the rest will be sent to the vendor in this order.'
            : 'This is what will be sent to the vendor, in this order. Nothing has been sent yet, and what is made can be taken back.'
        }
        onBack={props.onBack}
        next={props.verb}
        nextIcon={<Play aria-hidden className="size-4" />}
        refusal={refusal}
        pending={starting.isPending}
        notice={starting.error ? <ErrorNotice takesFocus error={starting.error} /> : undefined}
      >
        <LiveRegion>{plan.data && !plan.isFetching ? outcomeText(plan.data, problems) : ''}</LiveRegion>
        {plan.error && <ErrorNotice error={plan.error} onRetry={() => void plan.refetch()} />}
        {plan.isPending && (
          <div className="flex min-h-64 flex-col gap-4">
            <p className="text-muted">Checking the answers against the project…</p>
            <Skeleton className="w-72" />
            <Skeleton className="w-56" />
            <Skeleton className="w-64" />
          </div>
        )}
        {problems.length > 0 && (
          <PlanProblems
            answers={answers}
            problems={problems}
            onGo={(step) => props.onGo(step, problems)}
            onAnswer={props.onEdit}
          />
        )}
        {plan.data && <Plan plan={plan.data} done={props.done} />}
      </StepFrame>
    </form>
  )
}

function Plan({ plan, done }: { plan: CheckedPlan; done: ReadonlySet<string> }) {
  const cost = costOf(plan.steps.filter(({ key }) => !done.has(key)))
  if (plan.steps.length === 0 && plan.notes.length === 0) return null
  return (
    <>
      {plan.notes.length > 0 && (
        <ul className="flex flex-col gap-1.5 rounded bg-info-soft px-4 py-3">
          {plan.notes.map(({ field, message }) => (
            <li key={`${field} ${message}`} className="flex items-start gap-2">
              <Info aria-hidden className="mt-0.5 size-4 shrink-0 text-info" />
              <span className="min-w-0 wrap-anywhere">{message}</span>
            </li>
          ))}
        </ul>
      )}
      <section>
        <h3 className="font-medium">
          {plan.workflow && `${workflowWords[plan.workflow]}: `}
          {countText(plan.steps.length, 'step')}
        </h3>
        <PlanSteps steps={plan.steps} done={done} />
      </section>
      <section>
        <h3 className="font-medium">What it costs</h3>
        <p className="text-muted">
          {cost.numbers === 0 ? (
            'No number is rented, so nothing is charged for setting it up.'
          ) : (
            <>
              <b className="font-medium text-text">
                {listText(cost.monthly.map(moneyText)) || 'Price not said'}
              </b>{' '}
              a month for {countText(cost.numbers, 'number')}
              {cost.setup.length > 0 && `, and ${listText(cost.setup.map(moneyText))} once`}. The vendor
              charges it until the numbers are released.
              {cost.unpriced > 0 &&
                ` The vendor has not said the price of ${countText(cost.unpriced, 'number')}.`}
            </>
          )}
        </p>
      </section>
    </>
  )
}

/** A step without an answer is told as such. What is made already cannot stand in its own way. */
function openProblems(problems: readonly Problem[], answers: DraftAnswers, made: Made): Problem[] {
  const unanswered = unansweredSteps(answers)
  const missing = unanswered.map((step) => ({
    field: firstFields[step],
    message: `“${stepLabels[step]}” is not answered yet.`,
  }))
  const others = problems.filter(({ field }) => {
    if (unanswered.includes(stepOfField(field, answers))) return false
    const [part = '', list, index] = field.split('.')
    if (part !== 'numbers') return !made.parts.has(part as Part)
    const chosen = list === 'rent' ? answers.numbers?.rent : answers.numbers?.assign
    const number = chosen?.[Number(index)]?.phoneNumber
    return number === undefined || !made.numbers.has(number)
  })
  return [...missing, ...others]
}

function outcomeText(plan: CheckedPlan, problems: readonly Problem[]): string {
  return problems.length > 0
    ? `${countText(problems.length, 'thing stands', 'things stand')} in the way.`
    : `Checked: ${countText(plan.steps.length, 'step')}, nothing in the way.`
}
