'use client'
import { useEffect, useEffectEvent, useRef, useState, type FormEvent } from 'react'
import { RadioCards, type RadioCard } from '@/components/ui/radio-cards'
import type { DraftAnswers } from '@/lib/client/onboarding'
import { listText } from '@/lib/format'
import {
  partsOf,
  workflowOf,
  workflowWords,
  type Authorise,
  type CallDirection,
  type Pbx,
} from '@/lib/rules/workflow'
import { StepFrame, focusStart, type StepProps } from './step-frame'

const directions: readonly RadioCard<CallDirection>[] = [
  { value: 'both', title: 'Both directions', says: 'The PBX calls out and takes calls.' },
  { value: 'outbound', title: 'Outbound only', says: 'The PBX calls the phone network.' },
  { value: 'inbound', title: 'Inbound only', says: 'Calls to your numbers reach the PBX.' },
]

const authorisations: readonly RadioCard<Authorise>[] = [
  { value: 'address', title: 'By source IP', says: 'The PBX calls from addresses that do not change.' },
  { value: 'digest', title: 'By user name', says: 'The PBX sends a user name and password with each call.' },
  { value: 'both', title: 'By both', says: 'Each call needs a known address and a user name.' },
]

const pbxes: readonly RadioCard<Pbx>[] = [
  { value: 'fixed', title: 'Fixed address', says: 'Calls are sent to an IP address or domain name.' },
  {
    value: 'registers',
    title: 'It registers',
    says: 'The PBX signs in with a user name, from wherever it is.',
  },
]

/** Which calls the trunk is for: the questions that choose one of the five ways to set it up. */
export function CallsStep({ answers, made, problems, onEdit, onContinue }: StepProps) {
  const frame = useRef<HTMLFormElement>(null)
  const [asked, setAsked] = useState(false)
  const { direction, authorise, pbx } = answers
  const isOutbound = direction === 'outbound' || direction === 'both'
  const isInbound = direction === 'inbound' || direction === 'both'
  const isFixed = made.parts.size > 0
  const wrong = (field: string, isMissing: boolean, message: string) =>
    asked && isMissing ? message : problems.find((problem) => problem.field === field)?.message

  const begin = useEffectEvent(() => {
    if (problems.length > 0) focusStart(frame.current)
  })
  // An effect, because the focus belongs to the document.
  useEffect(() => begin(), [])

  const choose = (chosen: Pick<DraftAnswers, 'direction' | 'authorise' | 'pbx'>) => {
    // What comes next is being fetched while the last question is read.
    void import('./trunk-step')
    const next = { ...answers, ...chosen }
    // Outbound calls alone are let through in one way.
    if (next.direction === 'outbound' && next.authorise === 'both') delete next.authorise
    onEdit(next)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (workflowOf(answers) !== undefined) return onContinue(answers)
    setAsked(true)
    requestAnimationFrame(() => focusStart(frame.current))
  }

  return (
    <form ref={frame} noValidate onSubmit={submit}>
      <StepFrame
        title="Which calls is it for?"
        sentence={
          isFixed
            ? 'This was settled when the run began; what it has made so far rests on it.'
            : 'Two or three answers choose the way to set it up. Everything can be changed until you start.'
        }
      >
        <fieldset disabled={isFixed} className="flex flex-col gap-6">
          <RadioCards
            legend="Which way do calls go?"
            cards={directions}
            value={direction}
            error={wrong('direction', !direction, 'Choose which calls the trunk is for.')}
            onValue={(value) => choose({ direction: value })}
          />
          {isOutbound && (
            <RadioCards
              legend="How are outbound calls let through?"
              cards={direction === 'outbound' ? authorisations.slice(0, 2) : authorisations}
              value={authorise}
              error={wrong('authorise', !authorise, 'Choose how outbound calls are let through.')}
              onValue={(value) => choose({ authorise: value })}
            />
          )}
          {isInbound && (
            <RadioCards
              legend="How do inbound calls reach the PBX?"
              cards={pbxes}
              value={pbx}
              error={wrong('pbx', !pbx, 'Choose how inbound calls reach the PBX.')}
              onValue={(value) => choose({ pbx: value })}
            />
          )}
        </fieldset>
        <Outcome answers={answers} />
      </StepFrame>
    </form>
  )
}

function Outcome({ answers }: { answers: DraftAnswers }) {
  const workflow = workflowOf(answers)
  return (
    <div role="status" className="min-h-10">
      {workflow && (
        <>
          <p className="font-medium">
            {workflowWords[workflow]} (workflow {workflow})
          </p>
          <p className="text-muted">You will be asked for {listText(partWords(answers))}.</p>
        </>
      )}
    </div>
  )
}

function partWords(answers: DraftAnswers): string[] {
  const { accessControlList, credentialList, endpoint, numbers } = partsOf(answers)
  return [
    'a SIP trunk',
    ...(accessControlList ? ['an access control list'] : []),
    ...(credentialList ? ['a credential list'] : []),
    ...(endpoint === 'fixed' ? ['a SIP endpoint at a fixed address'] : []),
    ...(endpoint === 'registers' ? ['a registered SIP endpoint'] : []),
    ...(numbers ? ['phone numbers'] : []),
  ]
}
