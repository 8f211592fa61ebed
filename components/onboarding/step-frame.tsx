'use client'
import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { GatedButton } from '@/components/ui/gated-button'
import { Panel } from '@/components/ui/panel'
import type { DraftAnswers, Problem } from '@/lib/client/onboarding'
import type { Made } from './made-parts'

/** What every step is given. */
export interface StepProps {
  projectId: string
  answers: DraftAnswers
  /** What a run has made already, which is not asked again. */
  made: Made
  /** What the last check said about fields of this step. */
  problems: readonly Problem[]
  /** Answers of the choice that was not taken, by part, so that changing one's mind loses nothing. */
  aside: Map<string, unknown>
  /** Called while answers are being given. */
  onEdit: (answers: DraftAnswers) => void
  onContinue: (answers: DraftAnswers) => void
  onBack?: () => void
}

/** One step: its title, what it asks in a sentence, and the way on and back. It stands inside the form that it belongs to. */
export function StepFrame(props: {
  title: string
  sentence: ReactNode
  children: ReactNode
  onBack?: () => void
  /** What the button says that goes on. */
  next?: string
  nextIcon?: ReactNode
  /** Why there is no going on yet. */
  refusal?: string
  pending?: boolean
  /** What stands above the buttons, e.g. why it was refused. */
  notice?: ReactNode
}) {
  return (
    <Panel>
      <div className="border-b px-5 py-4">
        {/* It takes the focus of a step that has no field to begin with. */}
        <h2 tabIndex={-1} data-step-title className="text-lg font-semibold outline-none">
          {props.title}
        </h2>
        <p className="mt-0.5 text-pretty text-muted">{props.sentence}</p>
      </div>
      <div className="flex flex-col gap-6 px-5 py-5">{props.children}</div>
      <div className="flex flex-col gap-3 border-t px-5 py-3">
        {props.notice}
        <div className="flex flex-wrap items-center justify-end gap-2">
          {props.onBack && (
            <Button
              className="mr-auto"
              icon={<ArrowLeft aria-hidden className="size-4" />}
              onClick={props.onBack}
            >
              Back
            </Button>
          )}
          <GatedButton
            type="submit"
            variant="primary"
            reason={props.refusal}
            pending={props.pending}
            icon={props.nextIcon}
          >
            {props.next ?? 'Continue'}
          </GatedButton>
        </div>
      </div>
    </Panel>
  )
}

/** Puts the focus where a new step begins: at what is wrong, at the first empty field, or at its title. */
export function focusStart(step: HTMLElement | null): void {
  if (!step) return
  const wrong = step.querySelector<HTMLElement>('[aria-invalid=true]')
  const fields = [...step.querySelectorAll<HTMLInputElement>('input[type=text], textarea')]
  const start = wrong ?? fields.find(({ value }) => value === '')
  ;(start ?? step.querySelector<HTMLElement>('[data-step-title]'))?.focus()
}
