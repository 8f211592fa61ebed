'use client'
import { cx } from 'class-variance-authority'
import { Check } from 'lucide-react'
import type { DraftAnswers } from '@/lib/client/onboarding'
import { countText } from '@/lib/format'
import { workflowOf, workflowWords } from '@/lib/rules/workflow'
import { isAnswered, outboundParts, stepLabels, stepsOf, type StepName } from './wizard-steps'

/** The steps with what was answered so far; each can be gone to at any time. Beside the step, or above it on a phone. */
export function StepList(props: {
  answers: DraftAnswers
  current: StepName
  onGo: (step: StepName) => void
}) {
  const steps = stepsOf(props.answers)
  return (
    <nav aria-label="Steps">
      <ol className="flex gap-1 max-lg:flex-wrap lg:flex-col">
        {steps.map((step, index) => {
          const isHere = step === props.current
          const isDone = isAnswered(step, props.answers)
          const summary = summaryOf(step, props.answers)
          return (
            <li key={step}>
              <button
                type="button"
                aria-current={isHere ? 'step' : undefined}
                onClick={() => props.onGo(step)}
                className={cx(
                  'flex min-h-10 w-full items-center gap-2.5 rounded px-2 py-1.5 text-left max-lg:gap-1.5 max-lg:px-1',
                  isHere ? 'bg-accent-soft' : 'hover:bg-sunken',
                )}
              >
                <span
                  aria-hidden
                  className={cx(
                    'flex size-6 shrink-0 items-center justify-center rounded-full border text-xs font-medium',
                    isHere
                      ? 'border-accent bg-accent text-on-accent'
                      : isDone
                        ? 'border-transparent bg-good-soft text-good'
                        : 'border-line-strong text-muted',
                  )}
                >
                  {isDone && !isHere ? <Check className="size-3.5" /> : index + 1}
                </span>
                <span className={cx('min-w-0', !isHere && 'max-lg:sr-only')}>
                  <span className={cx('block font-medium', isHere ? 'text-accent-text' : 'text-text')}>
                    {stepLabels[step]}
                    <span className="sr-only">{isDone ? ', answered' : ', open'}</span>
                  </span>
                  {summary && (
                    <span className="block text-sm wrap-anywhere text-muted max-lg:hidden">
                      <span className="line-clamp-2">{summary}</span>
                    </span>
                  )}
                </span>
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

function summaryOf(step: StepName, answers: DraftAnswers): string {
  const { trunk, accessControlList, credentialList, endpoint, numbers } = answers
  const asked = outboundParts(answers)
  switch (step) {
    case 'calls': {
      const workflow = workflowOf(answers)
      return workflow ? workflowWords[workflow] : ''
    }
    case 'trunk':
      return trunk?.name ?? ''
    case 'outbound':
      return isAnswered(step, answers)
        ? [asked.accessControlList && accessControlList?.name, asked.credentialList && credentialList?.name]
            .filter(Boolean)
            .join(', ')
        : ''
    case 'inbound':
      return isAnswered(step, answers)
        ? ((endpoint?.isRegistered ? endpoint.credentialUsername : endpoint?.address) ?? '')
        : ''
    case 'numbers': {
      const count = (numbers?.assign.length ?? 0) + (numbers?.rent.length ?? 0)
      return numbers ? (count === 0 ? 'None for now' : countText(count, 'number')) : ''
    }
    case 'review':
      return ''
  }
}
