'use client'
import dynamic from 'next/dynamic'
import { useState, type ComponentProps, type ReactNode } from 'react'
import { PageHeader } from '@/components/layout/page-header'
import { LiveRegion } from '@/components/ui/live-region'
import { Panel } from '@/components/ui/panel'
import { Skeleton } from '@/components/ui/skeleton'
import type { DraftAnswers, Problem } from '@/lib/client/onboarding'
import { projectPath } from '@/lib/client/page-path'
import { useUrlSearch } from '@/lib/client/url-search'
import { numberText } from '@/lib/format'
import { CallsStep } from './calls-step'
import { nothingMade, type Made } from './made-parts'
import type { StepProps } from './step-frame'
import { StepList } from './step-list'
import { readStep, stepLabels, stepOfField, stepsOf, type StepName } from './wizard-steps'

// The forms and their schemas come when they are needed; the first step needs neither.
const loading = () => <WaitingStep />
const TrunkStep = dynamic(() => import('./trunk-step').then((module) => module.TrunkStep), {
  ssr: false,
  loading,
})
const OutboundStep = dynamic(() => import('./outbound-step').then((module) => module.OutboundStep), {
  ssr: false,
  loading,
})
const InboundStep = dynamic(() => import('./inbound-step').then((module) => module.InboundStep), {
  ssr: false,
  loading,
})
const NumbersStep = dynamic(() => import('./numbers-step').then((module) => module.NumbersStep), {
  ssr: false,
  loading,
})
const ReviewStep = dynamic(() => import('./review-step').then((module) => module.ReviewStep), {
  ssr: false,
  loading,
})

const noProblems: readonly Problem[] = []

/** The steps of the wizard. Which one is open stands in the address; the answers are the owner's, who keeps them. */
export function Wizard(props: {
  projectId: string
  title: string
  /** Where the way back leads; to all runs where it is not said. */
  back?: ComponentProps<typeof PageHeader>['back']
  sentence: ReactNode
  notice?: ReactNode
  answers: DraftAnswers
  /** Changes when the answers were replaced from outside, so that the open step begins anew. */
  version?: number
  made?: Made
  done?: ReadonlySet<string>
  verb: string
  starting: { isPending: boolean; error: unknown }
  onEdit: (answers: DraftAnswers) => void
  /** Called when a step is left, in whichever direction. */
  onLeaveStep: (answers: DraftAnswers) => void
  onStart: (answers: DraftAnswers) => Promise<void>
}) {
  const { projectId, answers, made = nothingMade } = props
  const [search, change] = useUrlSearch()
  const [problems, setProblems] = useState(noProblems)
  const [aside] = useState(() => new Map<string, unknown>())
  const step = readStep(search.get('step'), answers)
  const steps = stepsOf(answers)
  const at = steps.indexOf(step)

  const go = (next: StepName, found = noProblems) => {
    setProblems(found)
    change({ step: next })
    // A step begins at its top, also where the one before was long.
    window.scrollTo({ top: 0 })
  }
  const leave = (next: StepName | undefined, given: DraftAnswers, found?: readonly Problem[]) => {
    props.onEdit(given)
    props.onLeaveStep(given)
    if (next) go(next, found)
  }
  const previous = steps[at - 1]
  const stepProps: StepProps = {
    projectId,
    answers,
    made,
    problems: problems.filter(({ field }) => stepOfField(field, answers) === step),
    aside,
    onEdit: props.onEdit,
    onContinue: (given) => {
      const all = stepsOf(given)
      leave(all[all.indexOf(step) + 1], given)
    },
    onBack: previous && (() => leave(previous, answers)),
  }
  const key = `${step} ${props.version ?? 0}`

  return (
    <>
      <PageHeader
        back={props.back ?? { href: projectPath(projectId, 'onboarding'), label: 'Onboarding' }}
        title={props.title}
        sentence={props.sentence}
      />
      {props.notice}
      <LiveRegion>
        {`Step ${numberText(at + 1)} of ${numberText(steps.length)}: ${stepLabels[step]}`}
      </LiveRegion>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[14rem_minmax(0,44rem)]">
        <StepList answers={answers} current={step} onGo={(next) => leave(next, answers)} />
        {step === 'calls' && <CallsStep key={key} {...stepProps} />}
        {step === 'trunk' && <TrunkStep key={key} {...stepProps} />}
        {step === 'outbound' && <OutboundStep key={key} {...stepProps} />}
        {step === 'inbound' && <InboundStep key={key} {...stepProps} />}
        {step === 'numbers' && <NumbersStep key={key} {...stepProps} />}
        {step === 'review' && (
          <ReviewStep
            key={key}
            {...stepProps}
            verb={props.verb}
            done={props.done ?? new Set()}
            starting={props.starting}
            onGo={(next, found) => leave(next, answers, found)}
            onStart={props.onStart}
          />
        )}
      </div>
    </>
  )
}

function WaitingStep() {
  return (
    <Panel>
      <div className="flex min-h-96 flex-col gap-4 px-5 py-5">
        <Skeleton className="w-40" />
        <Skeleton className="w-72" />
        <Skeleton className="w-56" />
      </div>
    </Panel>
  )
}
