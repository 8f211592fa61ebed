'use client'
import { CircleCheck, CircleHelp, Clock, LoaderCircle, Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { Badge, type Tone } from '@/components/ui/badge'
import { DataTable } from '@/components/ui/data-table'
import type { Column } from '@/components/ui/data-table-head'
import { EmptyState } from '@/components/ui/empty-state'
import { Time } from '@/components/ui/time'
import type { RunSummary } from '@/lib/client/onboarding'
import { projectPath } from '@/lib/client/page-path'
import { numberText } from '@/lib/format'
import { workflowWords, type Workflow } from '@/lib/rules/workflow'

/** What was set up with the wizard, the latest first. */
export function RunsTable(props: {
  projectId: string
  runs: readonly RunSummary[] | undefined
  loading: boolean
  error: unknown
  onRetry: () => void
  action: ReactNode
}) {
  return (
    <DataTable
      caption="Trunks set up step by step"
      columns={columns}
      rows={props.runs}
      rowKey={({ id }) => id}
      rowHref={({ id }) => projectPath(props.projectId, 'onboarding', id)}
      loading={props.loading}
      error={props.error}
      onRetry={props.onRetry}
      empty={
        <EmptyState title="Nothing has been set up step by step yet" action={props.action}>
          <Ways />
        </EmptyState>
      }
    />
  )
}

const columns: readonly Column<RunSummary>[] = [
  { key: 'title', header: 'SIP trunk', phone: 'title', cell: ({ title }) => title },
  {
    key: 'what',
    header: 'What',
    phone: 'detail',
    className: '@max-xl:basis-full',
    cell: ({ workflow }) => workflowWords[workflow],
  },
  { key: 'state', header: 'State', phone: 'detail', cell: (run) => <StateBadge run={run} /> },
  {
    key: 'who',
    header: 'By',
    phone: 'detail',
    hideBelow: 896,
    cell: ({ actorEmail }) => <span className="wrap-anywhere">{actorEmail}</span>,
  },
  {
    key: 'when',
    header: 'Started',
    phone: 'detail',
    className: 'whitespace-nowrap',
    cell: ({ createdAt }) => <Time value={createdAt} exactOnHover />,
  },
]

const icons = {
  done: CircleCheck,
  undone: Undo2,
  waits: Clock,
  asks: CircleHelp,
  runs: LoaderCircle,
}

function StateBadge({ run }: { run: RunSummary }) {
  const { tone, kind, words } = stateOf(run)
  const Icon = icons[kind]
  return (
    <Badge tone={tone} icon={<Icon aria-hidden />}>
      {words}
    </Badge>
  )
}

function stateOf({ state, phase, counts }: RunSummary): {
  tone: Tone
  kind: keyof typeof icons
  words: string
} {
  const progress = `${numberText(counts.done)} of ${numberText(counts.all)}`
  switch (state) {
    case 'done':
      return phase === 'undo'
        ? { tone: 'neutral', kind: 'undone', words: 'Undone' }
        : { tone: 'good', kind: 'done', words: 'Done' }
    case 'stopped':
      return { tone: 'warn', kind: 'asks', words: `Needs a decision, ${progress}` }
    case 'parked':
      return { tone: 'warn', kind: 'waits', words: `Waits for the vendor, ${progress}` }
    case 'running':
    case 'interrupted':
      return {
        tone: 'info',
        kind: 'runs',
        words: phase === 'undo' ? `Being undone, ${progress}` : `Running, ${progress}`,
      }
  }
}

// One sentence for each way, in the order of the vendor's guide.
const ways: readonly [Workflow, string][] = [
  ['A', 'the PBX calls out from addresses that an access control list names.'],
  ['B', 'calls to your numbers are sent to an IP address or domain name.'],
  ['C', 'the PBX calls out and takes calls, let through by address, user name or both.'],
  ['D', 'the PBX signs in from wherever it is, and calls follow it there.'],
  ['E', 'the PBX calls out from anywhere with a user name of a credential list.'],
]

function Ways() {
  return (
    <div className="flex flex-col gap-3">
      <p>
        A few questions set up a SIP trunk with everything around it. You see each request and its price
        before anything is sent, and what was made can be taken back.
      </p>
      <ul className="flex flex-col gap-1 text-left">
        {ways.map(([workflow, sentence]) => (
          <li key={workflow}>
            <b className="font-medium text-text">{workflowWords[workflow]}:</b> {sentence}
          </li>
        ))}
      </ul>
    </div>
  )
}
