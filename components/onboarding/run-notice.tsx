'use client'
import { CircleAlert, CloudOff, Hourglass, Undo2 } from 'lucide-react'
import dynamic from 'next/dynamic'
import type { Route } from 'next'
import type { ReactNode } from 'react'
import { useSingleRun } from '@/components/forms/use-single-run'
import { ButtonLink } from '@/components/ui/button-link'
import { ErrorNotice } from '@/components/ui/error-notice'
import { GatedButton } from '@/components/ui/gated-button'
import { LocalTime } from '@/components/ui/local-time'
import type { Run } from '@/lib/client/onboarding'
import { useResumeRun } from '@/lib/client/onboarding-writes'
import { projectPath } from '@/lib/client/page-path'
import { countText, exactTime, shortTime } from '@/lib/format'
import { stepOfField } from './wizard-steps'

const Question = dynamic(() => import('./run-question').then((module) => module.RunQuestion))
const Leftovers = dynamic(() => import('./run-leftovers').then((module) => module.RunLeftovers))

interface Acts {
  projectId: string
  run: Run
  refusal: string | undefined
  onUndo: () => void
}

/** What there is to know or to decide about a run that does not simply go on; nothing while it does. */
export function RunNotice({ projectId, run, refusal, onUndo }: Acts) {
  const resume = useResumeRun(projectId)
  const goOn = useSingleRun(async () => {
    // Shown below from the state of the mutation.
    await resume.mutateAsync({ runId: run.id }).catch(() => undefined)
  })
  const tryButton = (label: string) => (
    <GatedButton variant="primary" reason={refusal} pending={resume.isPending} onClick={() => void goOn()}>
      {label}
    </GatedButton>
  )
  const notice = noticeOf({ projectId, run, refusal, onUndo }, tryButton)
  if (!notice && !resume.isError) return null
  return (
    <div className="mb-4 flex flex-col gap-3">
      {notice}
      {resume.isError && <ErrorNotice takesFocus error={resume.error} />}
    </div>
  )
}

function noticeOf(acts: Acts, tryButton: (label: string) => ReactNode): ReactNode {
  const { projectId, run, refusal } = acts
  if (run.state === 'parked')
    return (
      <Notice tone="warn" icon={<CloudOff />} title="It waits." actions={tryButton('Try now')}>
        It goes on by itself
        {run.retryAt !== null && (
          <>
            {' '}
            at <LocalTime value={run.retryAt} text={shortTime} title={exactTime} />
          </>
        )}
        ; nothing is lost. {run.error}
      </Notice>
    )
  if (run.state === 'interrupted')
    return (
      <Notice tone="warn" icon={<Hourglass />} title="The console that ran it has ended.">
        Another takes over in a moment and looks first at what was made already.
      </Notice>
    )
  if (run.state === 'stopped') {
    const asking = run.steps.find(({ state }) => state === 'asking')
    if (asking?.candidates)
      return <Question key={asking.seq} projectId={projectId} run={run} step={asking} refusal={refusal} />
    return run.phase === 'undo' ? (
      <Leftovers {...acts} retry={tryButton('Try again')} />
    ) : (
      <Stopped {...acts} retry={tryButton('Try again')} />
    )
  }
  if (run.state === 'done' && run.phase === 'undo')
    return (
      <Notice
        tone="good"
        icon={<Undo2 />}
        title="Undone."
        actions={
          refusal === undefined && (
            <ButtonLink href={projectPath(projectId, 'onboarding', 'new')}>Set up a trunk anew</ButtonLink>
          )
        }
      >
        {undoneText(run)}
      </Notice>
    )
  return null
}

function undoneText({ steps }: Run): string {
  const left = steps.filter(({ state, made }) => state === 'kept' && made)
  const rented = left.filter(({ action }) => action === 'rent_number').length
  const moved = left.length - rented
  return [
    'What this made is taken back.',
    ...(rented > 0 ? [`${countText(rented, 'rented number')} stay rented until released.`] : []),
    ...(moved > 0 ? [`${countText(moved, 'number')} moved on or cancelled meanwhile: left as found.`] : []),
  ].join(' ')
}

function Stopped({ projectId, run, refusal, onUndo, retry }: Acts & { retry: ReactNode }) {
  const broken = run.steps.find(({ state, error }) => state === 'failed' || error !== null)
  const done = run.steps.filter(({ state }) => state === 'done').length
  // Until it is known whether the step came to something, other answers could make it twice.
  const isUnsure = broken?.state === 'doing'
  const step = broken && stepOfField(fieldOf[broken.action], run.answers)
  const address = `${projectPath(projectId, 'onboarding', 'new')}?run=${encodeURIComponent(run.id)}${step ? `&step=${step}` : ''}`
  return (
    <Notice
      tone="bad"
      icon={<CircleAlert />}
      isAlert
      title={broken ? `Stopped at “${broken.label}”.` : 'Stopped.'}
      actions={
        <>
          {retry}
          {!isUnsure &&
            (refusal === undefined ? (
              // A path with a query is no route of its own.
              <ButtonLink href={address as Route} prefetch={false}>
                Change the answer
              </ButtonLink>
            ) : (
              <GatedButton reason={refusal}>Change the answer</GatedButton>
            ))}
          <GatedButton reason={refusal} icon={<Undo2 aria-hidden className="size-4" />} onClick={onUndo}>
            Undo what was made
          </GatedButton>
        </>
      }
    >
      {broken?.error ?? run.error}{' '}
      {isUnsure
        ? 'Whether the vendor made it is not known; trying again looks first.'
        : done === 0
          ? 'Nothing was made before it.'
          : 'What was made before it is there and stays.'}
    </Notice>
  )
}

const fieldOf = {
  create_trunk: 'trunk',
  create_access_control_list: 'accessControlList',
  link_access_control_list: 'accessControlList',
  create_credential_list: 'credentialList',
  link_credential_list: 'credentialList',
  create_endpoint: 'endpoint',
  rent_number: 'numbers',
  assign_number: 'numbers',
} as const

const tones = {
  good: ['bg-good-soft', 'text-good'],
  warn: ['bg-warn-soft', 'text-warn'],
  bad: ['bg-bad-soft', 'text-bad'],
} as const

/** A sentence or two above the steps, with what can be done about it. */
export function Notice(props: {
  tone: keyof typeof tones
  icon: ReactNode
  title: string
  isAlert?: boolean
  actions?: ReactNode
  children: ReactNode
}) {
  const [surface, mark] = tones[props.tone]
  return (
    <div
      role={props.isAlert ? 'alert' : 'status'}
      className={`flex flex-wrap items-start gap-3 rounded-lg px-4 py-3 ${surface}`}
    >
      <span aria-hidden className={`mt-0.5 shrink-0 [&_svg]:size-4 ${mark}`}>
        {props.icon}
      </span>
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-semibold wrap-anywhere">{props.title}</p>
        <div className="wrap-anywhere">{props.children}</div>
      </div>
      {props.actions && <div className="flex flex-wrap gap-2">{props.actions}</div>}
    </div>
  )
}
