'use client'
import { useQueryClient } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'
import { PageHeader } from '@/components/layout/page-header'
import { PropagationPill } from '@/components/layout/propagation-pill'
import { GonePage } from '@/components/layout/rare-pages'
import { useRefusalReason } from '@/components/layout/session-context'
import { ErrorNotice } from '@/components/ui/error-notice'
import { GatedButton } from '@/components/ui/gated-button'
import { Panel } from '@/components/ui/panel'
import { Skeleton } from '@/components/ui/skeleton'
import { Time } from '@/components/ui/time'
import { WhenReached } from '@/components/ui/when-reached'
import type { Run } from '@/lib/client/onboarding'
import { projectPath } from '@/lib/client/page-path'
import { useLiveRun } from '@/lib/client/run-events'
import { isGone } from '@/lib/errors'
import { workflowWords } from '@/lib/rules/workflow'
import { RunSidePanel } from './run-side-panel'
import { RunStepsPanel } from './run-steps-panel'

const RunNotice = dynamic(() => import('./run-notice').then((module) => module.RunNotice))
const UndoDialog = dynamic(() => import('./run-undo-dialog').then((module) => module.RunUndoDialog), {
  ssr: false,
})
// Not on the server: what it shows is read by the list of steps as well, and may be there before this piece is taken over.
const Verification = dynamic(() => import('./run-verification').then((module) => module.RunVerification), {
  ssr: false,
  loading: () => <Panel className="min-h-80">{null}</Panel>,
})
const Passwords = dynamic(() => import('./run-passwords').then((module) => module.RunPasswords))
const ConnectSheet = dynamic(() =>
  import('@/components/layout/connect-sheet').then((module) => module.ConnectSheet),
)

/** One run of the wizard: what it does step by step, what there is to decide, and at the end whether all is as planned and what the PBX needs. */
export function RunPage({ projectId, runId }: { projectId: string; runId: string }) {
  const { data: run, error, refetch } = useLiveRun(projectId, runId)
  const refusal = useRefusalReason('operator')
  const [isUndoing, setIsUndoing] = useState(false)
  useListsAfter(projectId, run)
  const list = { href: projectPath(projectId, 'onboarding'), label: 'Onboarding' }

  if (isGone(error))
    return <GonePage title="Set-up not found" noun="set-up" id={runId} back={list} all="All set-ups" />
  if (!run)
    return (
      <>
        <PageHeader
          back={list}
          title={<Skeleton className="my-1 h-5 w-64" />}
          sentence={<Skeleton className="w-80 max-w-full" />}
        />
        {error ? (
          <ErrorNotice error={error} onRetry={() => void refetch()} />
        ) : (
          <Panel className="h-120">{null}</Panel>
        )}
      </>
    )
  const isAsking = run.steps.some(({ state }) => state === 'asking')
  const isSetUp = run.phase === 'forward' && run.state === 'done'
  const hasNotice = !isSetUp && run.state !== 'running'
  return (
    <>
      <PageHeader
        back={list}
        note={run.trunkId !== null && <PropagationPill projectId={projectId} trunkId={run.trunkId} />}
        title={`Set up “${run.title}”`}
        sentence={<RunSentence run={run} />}
        actions={
          // While it is stopped this stands beside the other ways to go on.
          run.phase === 'forward' &&
          (run.state !== 'stopped' || isAsking) && (
            <GatedButton
              reason={refusal ?? busyReason(run)}
              icon={<Undo2 aria-hidden className="size-4" />}
              onClick={() => setIsUndoing(true)}
            >
              Undo what was made
            </GatedButton>
          )
        }
      />
      {error && (
        <div className="mb-3">
          <ErrorNotice error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {hasNotice && (
        <RunNotice projectId={projectId} run={run} refusal={refusal} onUndo={() => setIsUndoing(true)} />
      )}
      <div
        className={`grid grid-cols-[minmax(0,1fr)] items-start gap-4 ${run.phase === 'forward' ? 'lg:grid-cols-[minmax(0,1fr)_23rem]' : ''}`}
      >
        <div className="flex min-w-0 flex-col gap-4">
          <RunStepsPanel projectId={projectId} run={run} />
          {isSetUp && <Verification projectId={projectId} runId={run.id} />}
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          {/* It stays once they were shown: what shows them is part of it. */}
          {isSetUp && run.answers.credentialList?.use === 'new' && (
            <Passwords projectId={projectId} run={run} refusal={refusal} />
          )}
          {run.phase === 'forward' && <RunSidePanel projectId={projectId} run={run} />}
        </div>
      </div>
      {isSetUp && run.trunkId !== null && (
        <section id="connect" aria-labelledby="connect-title" className="mt-6 scroll-mt-20">
          <h2 id="connect-title" className="mb-2 text-lg font-semibold">
            Connect your PBX
          </h2>
          <WhenReached>
            <ConnectSheet projectId={projectId} trunkId={run.trunkId} />
          </WhenReached>
        </section>
      )}
      {isUndoing && <UndoDialog projectId={projectId} run={run} onClose={() => setIsUndoing(false)} />}
    </>
  )
}

function busyReason({ state }: Run): string | undefined {
  if (state === 'running' || state === 'interrupted')
    return 'It is under way. It can be undone once it is done or stops.'
  return undefined
}

const authoriseWords = {
  address: 'outbound from fixed IPs',
  digest: 'outbound with user name and password',
  both: 'outbound from fixed IPs with user name and password',
} as const

const pbxWords = { fixed: 'PBX at a fixed address', registers: 'PBX that registers' } as const

function RunSentence({ run }: { run: Run }) {
  const { workflow, answers, actorEmail, lastActorEmail, createdAt } = run
  // The other workflows say it all by their name.
  const more =
    workflow === 'C'
      ? [answers.authorise && authoriseWords[answers.authorise], answers.pbx && pbxWords[answers.pbx]]
      : []
  return (
    <>
      {[workflowWords[workflow], ...more].filter(Boolean).join(' · ')}. Started by{' '}
      <span className="wrap-anywhere">{actorEmail}</span> <Time value={createdAt} exactOnHover />
      {lastActorEmail !== actorEmail && (
        <>
          , gone on with by <span className="wrap-anywhere">{lastActorEmail}</span>
        </>
      )}
      .
    </>
  )
}

/** What a run has made stands in many lists, which are asked for again when it ends or stops. */
function useListsAfter(projectId: string, run: Run | undefined) {
  const client = useQueryClient()
  const isBusy = run?.state === 'running'
  // The end is told by the server, not by something the person did here.
  useEffect(() => {
    if (!isBusy) return
    return () => {
      void client.invalidateQueries({
        queryKey: ['projects', projectId],
        predicate: ({ queryKey }) => queryKey[2] !== 'onboarding',
      })
    }
  }, [client, projectId, isBusy])
}
