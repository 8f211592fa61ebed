'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleAlert, LoaderCircle } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { useEffect, useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { jobSentence, stepsOf } from '@/lib/client/job-text'
import { isWatched, jobsQuery, type Job } from '@/lib/client/jobs'
import { projectPath } from '@/lib/client/page-path'
import { numberText } from '@/lib/format'
import { PillPopover } from './pill-popover'

const lookEveryMs = 30_000
const watchEveryMs = 2_000
const rememberedMs = 86_400_000

const folderOf: Readonly<Record<string, string>> = {
  trunks: 'trunks',
  accessControlLists: 'access-control-lists',
  credentialLists: 'credential-lists',
}

/**
 * Long work of the project that goes on, or that needs somebody to go on with it: its dialog may have been closed, its page left, and
 * somebody else may have begun it. Pressing it says how far each is and leads to where it can be resumed.
 */
export function JobsPill({ projectId }: { projectId: string }) {
  const client = useQueryClient()
  const [since] = useState(() => Date.now() - rememberedMs)
  const { data } = useQuery({
    ...jobsQuery(projectId),
    refetchInterval: ({ state }) => (state.data?.some(isRunning) ? watchEveryMs : lookEveryMs),
  })
  const [dismissed, setDismissed] = useState<readonly string[]>([])
  const open = (data ?? []).filter(
    (job, at, all) =>
      isUnfinished(job) &&
      !dismissed.includes(job.id) &&
      Date.parse(job.createdAt) > since &&
      // A deletion that was planned anew is what counts; the newest comes first. Other work on the same trunk is work of its own.
      !(job.kind === 'delete' && all.slice(0, at).some((newer) => isSameDeletion(newer, job))),
  )
  const running = open.filter(isRunning)
  const runningIds = running.map(({ id }) => id).join(' ')

  // The end of long work is found out by asking, not by something the person did.
  useEffect(() => {
    if (runningIds === '') return
    return () => {
      const jobs = client.getQueryData(jobsQuery(projectId).queryKey) ?? []
      const ended = jobs.filter((job) => runningIds.includes(job.id) && !isRunning(job))
      for (const job of ended)
        if (job.kind === 'delete' && job.state === 'done' && !isWatched(job.id))
          toast(`${job.title}: ${jobSentence(job)}`, 'good')
      // Another job may have begun, or the page have been left: then no list is old.
      if (ended.length > 0) void client.invalidateQueries({ queryKey: ['projects', projectId] })
    }
  }, [client, projectId, runningIds])

  const [first] = running.length > 0 ? running : open
  if (!first) return null
  const isStuck = running.length === 0
  return (
    <PillPopover
      label="Long work"
      pill={
        isStuck ? (
          <Badge tone="warn" icon={<CircleAlert aria-hidden />}>
            {/* A narrow header has room for the sign alone. */}
            <span className="max-lg:sr-only">
              Work {first.state === 'done' ? 'with failures' : 'stopped'}
            </span>
          </Badge>
        ) : (
          <Badge tone="info" icon={<LoaderCircle aria-hidden className="motion-safe:animate-spin" />}>
            <span className="max-lg:sr-only">
              <span className="sr-only">Work under way, </span>
              {numberText(first.counts.done)} of {numberText(stepsOf(first))}
            </span>
          </Badge>
        )
      }
    >
      {(close) => (
        <ul className="flex flex-col gap-3">
          {open.map((job) => (
            <li key={job.id}>
              <Link
                href={placeOf(projectId, job)}
                onClick={close}
                className="font-medium wrap-anywhere underline underline-offset-2"
              >
                {job.title}
              </Link>
              <p className="text-sm text-muted">{jobSentence(job)}</p>
              <p className="text-sm text-muted">Begun by {job.actorEmail}</p>
              {!isRunning(job) && (
                <Button size="sm" className="mt-1" onClick={() => setDismissed([...dismissed, job.id])}>
                  Dismiss
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </PillPopover>
  )
}

// Numbers that failed can be tried again, so such an assignment is not over.
function isUnfinished({ kind, state, counts }: Job): boolean {
  return state !== 'done' || (kind === 'assign_numbers' && counts.failed > 0)
}

function isSameDeletion(one: Job, other: Job): boolean {
  return one.kind === 'delete' && one.target === other.target
}

function isRunning({ state }: Job): boolean {
  return state === 'running'
}

/** Where a job can be watched and resumed. */
function placeOf(projectId: string, { kind, target }: Job) {
  const [object = '', id = ''] = target.split('/')
  const folder = folderOf[object]
  if (kind === 'delete' && folder !== undefined && id !== '')
    return `${projectPath(projectId, folder, id)}?delete=1` as Route // a path with a query is no route of its own
  return projectPath(projectId, 'phone-numbers')
}
