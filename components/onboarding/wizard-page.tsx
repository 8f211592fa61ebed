'use client'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { PageHeader } from '@/components/layout/page-header'
import { GonePage } from '@/components/layout/rare-pages'
import { useRefusalReason } from '@/components/layout/session-context'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Panel } from '@/components/ui/panel'
import { Skeleton } from '@/components/ui/skeleton'
import { draftQuery, runQuery, type Draft } from '@/lib/client/onboarding'
import { projectPath } from '@/lib/client/page-path'
import { useUrlSearch } from '@/lib/client/url-search'
import { isGone } from '@/lib/errors'
import { ChangedWizard } from './changed-wizard'
import { NewWizard } from './new-wizard'

/** The wizard: for something new, for a draft (`?draft=`), or over a run that was stopped (`?run=`). */
export function WizardPage({ projectId }: { projectId: string }) {
  const [search] = useUrlSearch()
  const refusal = useRefusalReason('operator')
  const asked = search.get('draft') ?? undefined
  const runId = search.get('run') ?? undefined
  const isStep = search.get('step') !== null
  const [work, setWork] = useState<Work>({ count: 0, asked, begunWith: asked, draftId: asked })

  if (asked !== work.asked) {
    // A draft that was made here is the same work under its own address, and so is a step back to before it was made.
    const isSame = asked === work.draftId || (asked === undefined && isStep)
    setWork(isSame ? { ...work, asked } : { count: work.count + 1, asked, begunWith: asked, draftId: asked })
  }
  if (refusal !== undefined) return <RefusedWizard projectId={projectId} refusal={refusal} />
  if (runId !== undefined) return <RunWizard key={runId} projectId={projectId} runId={runId} />
  return (
    <DraftWizard
      key={work.count}
      projectId={projectId}
      draftId={work.begunWith}
      onCreated={({ id }) => setWork((now) => ({ ...now, draftId: id }))}
    />
  )
}

interface Work {
  /** Changes when another work is begun. */
  count: number
  /** The draft in the address. */
  asked: string | undefined
  /** The draft with which the work began, where it began with one. */
  begunWith: string | undefined
  /** The draft that the work has by now. */
  draftId: string | undefined
}

function DraftWizard(props: {
  projectId: string
  draftId: string | undefined
  onCreated: (draft: Draft) => void
}) {
  const { projectId, draftId = '' } = props
  const found = useQuery({
    ...draftQuery(projectId, draftId),
    enabled: draftId !== '',
    // Whoever goes on with an old copy would be told that somebody else has changed it.
    refetchOnMount: 'always',
  })
  const draft = found.isFetchedAfterMount ? found.data : undefined
  if (draftId === '' || draft)
    return <NewWizard projectId={projectId} draft={draft} onCreated={props.onCreated} />
  if (isGone(found.error)) return <Gone projectId={projectId} noun="draft" id={draftId} />
  return (
    <Waiting title="Set up a SIP trunk" projectId={projectId}>
      {found.error && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
    </Waiting>
  )
}

function RunWizard({ projectId, runId }: { projectId: string; runId: string }) {
  const found = useQuery(runQuery(projectId, runId))
  const run = found.data
  if (isGone(found.error)) return <Gone projectId={projectId} noun="run" id={runId} />
  if (!run)
    return (
      <Waiting title="Change the answers" projectId={projectId}>
        {found.error && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      </Waiting>
    )
  return <ChangedWizard projectId={projectId} run={run} />
}

function Waiting(props: { title: string; projectId: string; children: ReactNode }) {
  return (
    <>
      <PageHeader
        back={{ href: projectPath(props.projectId, 'onboarding'), label: 'Onboarding' }}
        title={props.title}
        sentence=" "
      />
      {props.children || (
        <div className="flex flex-col gap-4 lg:ml-60" aria-busy>
          <Skeleton className="w-56" />
          <Skeleton className="w-72" />
        </div>
      )}
    </>
  )
}

function Gone({ projectId, noun, id }: { projectId: string; noun: 'draft' | 'run'; id: string }) {
  return (
    <GonePage
      title={noun === 'draft' ? 'Draft not found' : 'Run not found'}
      noun={noun}
      id={id}
      back={{ href: projectPath(projectId, 'onboarding'), label: 'Onboarding' }}
      all="Runs and drafts"
    />
  )
}

function RefusedWizard({ projectId, refusal }: { projectId: string; refusal: string }) {
  const onboarding = projectPath(projectId, 'onboarding')
  return (
    <>
      <PageHeader back={{ href: onboarding, label: 'Onboarding' }} title="Set up a SIP trunk" />
      <Panel>
        <EmptyState
          title="Setting up a trunk needs the role operator"
          action={<ButtonLink href={onboarding}>See what has been set up</ButtonLink>}
        >
          {refusal}
        </EmptyState>
      </Panel>
    </>
  )
}
