'use client'
import { useQuery } from '@tanstack/react-query'
import type { Route } from 'next'
import Link from 'next/link'
import { PageHeader } from '@/components/layout/page-header'
import { Age } from '@/components/ui/age'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Panel } from '@/components/ui/panel'
import { Skeleton } from '@/components/ui/skeleton'
import { projectPath } from '@/lib/client/page-path'
import { numberText } from '@/lib/format'
import { AttentionPanel } from './attention-panel'
import { CallsByResult } from './calls-by-result'
import { attentionQuery, overviewQuery, type Overview } from './overview-query'
import { RecentChanges } from './recent-changes'
import { useFirstRun } from './use-first-run'

/** What a project has, how its calls went and what was changed last. */
export function OverviewPage({ projectId }: { projectId: string }) {
  const overview = useQuery(overviewQuery(projectId))
  const attention = useQuery(attentionQuery(projectId))
  const { data, error } = overview
  useFirstRun(projectId, data)
  return (
    <>
      <PageHeader
        title="Overview"
        sentence={
          data ? <OverviewSentence overview={data} at={overview.dataUpdatedAt} /> : error ? ' ' : 'Reading…'
        }
      />
      {error && (
        <div className="mb-4">
          <ErrorNotice error={error} onRetry={() => void overview.refetch()} />
        </div>
      )}
      {!(error && !data) && (
        <div
          className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1fr)_26rem]"
          aria-busy={overview.isPending || attention.isPending || undefined}
        >
          <div className="xl:col-span-2">
            <Counts projectId={projectId} counts={data?.counts} />
          </div>
          <div className="xl:col-start-2 xl:row-start-2">
            <AttentionPanel projectId={projectId} attention={attention} />
          </div>
          {/* Below something whose height is not known yet, nothing is shown that it would push away. */}
          {!attention.isPending && (
            <div className="grid gap-4 xl:col-start-1 xl:row-start-2">
              {data ? (
                <CallsByResult projectId={projectId} calls={data.calls} />
              ) : (
                <Waiting title="Calls of the last 24 hours" />
              )}
              {data ? (
                <RecentChanges projectId={projectId} changes={data.recentChanges} />
              ) : (
                <Waiting title="Last changes" />
              )}
            </div>
          )}
        </div>
      )}
    </>
  )
}

function OverviewSentence({ overview, at }: { overview: Overview; at: number }) {
  const { ageSeconds, stale, staleReason } = overview
  const age = ageSeconds === null ? null : <Age seconds={ageSeconds} at={at} />
  if (!stale) return age && <>Read {age}</>
  const reason = staleReason ?? 'the vendor could not be read.'
  return (
    <span className="text-warn">
      {age ? <>Last good figures from {age}: </> : 'Nothing could be read yet: '}
      {reason}
    </span>
  )
}

interface Figure {
  name: keyof Overview['counts']
  label: string
  /** Where the figure leads. */
  path: string
}

const figures: readonly Figure[] = [
  { name: 'trunks', label: 'SIP trunks', path: 'trunks' },
  { name: 'phoneNumbers', label: 'Phone numbers', path: 'phone-numbers' },
  { name: 'accessControlLists', label: 'Access control lists', path: 'access-control-lists' },
  { name: 'credentialLists', label: 'Credential lists', path: 'credential-lists' },
  { name: 'enabledCountries', label: 'Enabled countries', path: 'country-permissions' },
  { name: 'callBlockingRules', label: 'Call blocking rules', path: 'call-blocking-rules' },
]

function Counts({ projectId, counts }: { projectId: string; counts: Overview['counts'] | undefined }) {
  const unassigned = counts?.unassignedNumbers
  return (
    <Panel>
      <h2 className="sr-only">What this project has</h2>
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg bg-line sm:grid-cols-3 xl:grid-cols-6">
        {figures.map(({ name, label, path }) => (
          <div key={name} className="bg-surface px-4 py-3">
            <dt className="text-xs text-muted">{label}</dt>
            <dd>
              {counts ? (
                <FigureLink href={projectPath(projectId, path)} label={label} count={counts[name]} />
              ) : (
                <Skeleton className="my-1.5 w-10" />
              )}
              {name === 'phoneNumbers' && unassigned !== undefined && unassigned !== null && (
                <>
                  {' '}
                  <span className="ml-1 text-xs text-faint">{numberText(unassigned)} unassigned</span>
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}

function FigureLink(props: { href: Route; label: string; count: number | null }) {
  const look = 'text-xl font-semibold'
  if (props.count === null) {
    return (
      <span className={`${look} text-faint`} title="Could not be read">
        <span aria-hidden>—</span>
        <span className="sr-only">could not be read</span>
      </span>
    )
  }
  return (
    <Link
      href={props.href}
      aria-label={`${numberText(props.count)} ${props.label}`}
      className={`${look} hover:underline`}
    >
      {numberText(props.count)}
    </Link>
  )
}

function Waiting({ title }: { title: string }) {
  return (
    <Panel title={title}>
      <div className="flex min-h-56 flex-col gap-4 px-4 py-4">
        <Skeleton className="w-40" />
        <Skeleton className="w-72" />
        <Skeleton className="w-56" />
      </div>
    </Panel>
  )
}
