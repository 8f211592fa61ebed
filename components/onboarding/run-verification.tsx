'use client'
import { useQuery } from '@tanstack/react-query'
import { CircleCheck, CircleHelp, CircleX, Hourglass, RefreshCw, ShieldCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { Age } from '@/components/ui/age'
import { Badge, type Tone } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Panel } from '@/components/ui/panel'
import { Skeleton } from '@/components/ui/skeleton'
import { verificationQuery, type Check, type Verification } from '@/lib/client/onboarding'

const looks: Record<Check['state'], { tone: Tone; icon: ReactNode; word: string }> = {
  pass: { tone: 'good', icon: <CircleCheck aria-hidden />, word: 'Passes' },
  fail: { tone: 'bad', icon: <CircleX aria-hidden />, word: 'Fails' },
  unknown: { tone: 'neutral', icon: <CircleHelp aria-hidden />, word: 'Not known' },
  waiting: { tone: 'info', icon: <Hourglass aria-hidden />, word: 'On its way' },
}

/** The vendor's checklist, read anew from the vendor: once when the page comes up, by the button, and while a change is on its way. */
export function RunVerification({ projectId, runId }: { projectId: string; runId: string }) {
  const { data, dataUpdatedAt, error, isFetching, refetch } = useQuery(verificationQuery(projectId, runId))
  return (
    <Panel
      title={
        <span className="flex min-h-8 flex-wrap items-center justify-between gap-2">
          <span role="status" className={data?.state === 'fail' ? 'text-bad' : undefined}>
            {data ? sentenceOf(data) : 'Verifying…'}
          </span>
          <Button
            size="sm"
            pending={isFetching}
            icon={<RefreshCw aria-hidden className="size-3.5" />}
            onClick={() => void refetch()}
          >
            Verify again
          </Button>
        </span>
      }
    >
      {error && (
        <div className="p-4">
          <ErrorNotice error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {data?.state === 'pass' && (
        <div className="flex gap-3 border-b bg-good-soft px-4 py-3">
          <ShieldCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-good" />
          <p>The vendor has everything as planned. What is left is the PBX: what it needs is below.</p>
        </div>
      )}
      {!data && !error && (
        <div aria-busy className="flex h-80 flex-col gap-4 p-4">
          <Skeleton className="w-full max-w-96" />
          <Skeleton className="w-full max-w-72" />
          <Skeleton className="w-full max-w-80" />
        </div>
      )}
      {data && (
        <>
          <ul aria-label="Checks" className="divide-y">
            {data.checks.map((check) => (
              <CheckRow key={check.key} check={check} />
            ))}
          </ul>
          <p className="border-t px-4 py-2 text-sm text-muted">
            Read from the vendor <Age seconds={0} at={dataUpdatedAt} />.
          </p>
        </>
      )}
    </Panel>
  )
}

function CheckRow({ check: { label, state, read, advice } }: { check: Check }) {
  const { tone, icon, word } = looks[state]
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1 px-4 py-2.5">
      <span className="w-24 shrink-0">
        <Badge tone={tone} icon={icon}>
          {word}
        </Badge>
      </span>
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-medium wrap-anywhere">{label}</p>
        <p className="text-sm wrap-anywhere text-muted">{read}</p>
        {advice && <p className="text-sm wrap-anywhere">{advice}</p>}
      </div>
    </li>
  )
}

function sentenceOf({ state, checks }: Verification): string {
  const count = (wanted: Check['state']) => checks.filter((check) => check.state === wanted).length
  const points = (some: number) => `${some} of ${checks.length} points`
  if (state === 'fail')
    return `Verified: ${points(count('fail'))} ${count('fail') === 1 ? 'is' : 'are'} not as planned`
  if (state === 'unknown') return `Verified in part: ${points(count('unknown'))} could not be read`
  if (state === 'waiting') return 'Verified so far: nothing is wrong, and the last change is on its way'
  return 'Verified: everything is as planned'
}
