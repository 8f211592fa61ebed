'use client'
import type { UseQueryResult } from '@tanstack/react-query'
import { ChevronRight, CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { Age } from '@/components/ui/age'
import { Button } from '@/components/ui/button'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Name } from '@/components/ui/name'
import { Panel } from '@/components/ui/panel'
import { Skeleton } from '@/components/ui/skeleton'
import { projectPath } from '@/lib/client/page-path'
import { countText, numberText } from '@/lib/format'
import { attentionWords, type AttentionWords } from './attention-words'
import type { Attention } from './overview-query'

/** What is wrong or at risk in a project, each with the link that mends it. */
export function AttentionPanel(props: { projectId: string; attention: UseQueryResult<Attention> }) {
  const { projectId } = props
  const { data, error, refetch } = props.attention
  if (!data) {
    return (
      <Panel title="Needs attention">
        <div className="flex min-h-24 flex-col gap-4 px-4 py-4">
          {error ? (
            <ErrorNotice error={error} onRetry={() => void refetch()} />
          ) : (
            <>
              <Skeleton className="w-72" />
              <Skeleton className="w-56" />
            </>
          )}
        </div>
      </Panel>
    )
  }
  return (
    <Panel title="Needs attention">
      {data.groups.length === 0 && (
        <Nothing projectId={projectId} attention={data} isOld={data.stale || Boolean(error)} />
      )}
      {data.groups.length > 0 && (
        <ul className="divide-y">
          {data.groups.map((group) => (
            <Group key={group.kind} projectId={projectId} group={group} />
          ))}
        </ul>
      )}
      <Coverage attention={data} at={props.attention.dataUpdatedAt} isOld={data.stale || Boolean(error)} />
    </Panel>
  )
}

const shownAtFirst = 3
const icons = { bad: CircleAlert, warn: TriangleAlert, info: Info }
const colours = { bad: 'text-bad', warn: 'text-warn', info: 'text-info' }
const meanings = { bad: 'Wrong', warn: 'At risk', info: 'Worth a look' }

function Group({ projectId, group }: { projectId: string; group: Attention['groups'][number] }) {
  const words = attentionWords[group.kind]
  const [all, setAll] = useState(false)
  const Icon = icons[words.tone]
  const shown = all ? group.entries : group.entries.slice(0, shownAtFirst)
  const more = group.entries.length - shown.length
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 px-4 py-3">
      <Icon role="img" aria-label={meanings[words.tone]} className={`mt-0.5 size-4 ${colours[words.tone]}`} />
      <div>
        <h3 className="font-medium">
          {words.title}
          {group.total > 1 && <span className="ml-2 font-normal text-muted">{numberText(group.total)}</span>}
        </h3>
        <p className="text-sm text-muted">{words.sentence}</p>
        <ul className="mt-1.5 flex flex-col">
          {shown.map((entry) => (
            <Entry key={entry.id} projectId={projectId} entry={entry} words={words} />
          ))}
        </ul>
        {more > 0 && (
          <Button variant="quiet" size="sm" className="mt-1 -ml-2" onClick={() => setAll(true)}>
            Show {numberText(more)} more
          </Button>
        )}
        {all && group.total > group.entries.length && (
          <p className="mt-1 text-sm text-faint">
            {numberText(group.total - group.entries.length)} more are not listed here.
          </p>
        )}
      </div>
    </li>
  )
}

function Entry(props: {
  projectId: string
  entry: Attention['groups'][number]['entries'][number]
  words: AttentionWords
}) {
  const { entry, words } = props
  const detail = words.detail(entry)
  return (
    <li>
      <Link
        href={words.href(props.projectId, entry)}
        prefetch={false}
        className="group -mx-2 flex min-h-7 flex-wrap items-center gap-x-3 rounded px-2 hover:bg-sunken"
      >
        {entry.name && (
          <span className="min-w-0 font-medium">
            <Name>{entry.name}</Name>
          </span>
        )}
        {detail && <span className={entry.name ? 'text-sm text-muted' : 'font-medium'}>{detail}</span>}
        <span className="ml-auto flex items-center gap-0.5 text-sm text-accent-text group-hover:underline">
          {words.fix}
          <ChevronRight aria-hidden className="size-3.5" />
        </span>
      </Link>
    </li>
  )
}

function Nothing(props: { projectId: string; attention: Attention; isOld: boolean }) {
  const { attention, isOld } = props
  const isWhole = attention.examined === attention.trunks && attention.missing.length === 0 && !isOld
  return (
    <p className="flex items-center gap-2 px-4 py-3">
      {isWhole && <CircleCheck aria-hidden className="size-4 text-good" />}
      {attention.trunks === 0 ? (
        <span>
          Nothing yet: this project has no SIP trunk.{' '}
          <Link
            href={projectPath(props.projectId, 'onboarding', 'new')}
            className="text-accent-text underline-offset-2 hover:underline"
          >
            Set one up step by step
          </Link>
        </span>
      ) : isWhole ? (
        'Nothing: every trunk has what it needs.'
      ) : (
        'Nothing so far.'
      )}
    </p>
  )
}

/** What the list above rests on: the endpoints of many trunks are read one trunk after another. */
function Coverage(props: { attention: Attention; at: number; isOld: boolean }) {
  const { examined, trunks, missing, ageSeconds } = props.attention
  const parts = missing.map(({ part }) => part)
  if (examined === trunks && parts.length === 0 && !props.isOld) return null
  return (
    <p className="border-t px-4 py-2 text-sm text-faint">
      {props.isOld && (
        <span className="text-warn">
          Last good answer, from <Age seconds={ageSeconds} at={props.at} />.{' '}
        </span>
      )}
      {examined < trunks && (
        <>
          The endpoints of {numberText(examined)} of {countText(trunks, 'trunk')} have been examined so far;
          the rest follows while this page is open.{' '}
        </>
      )}
      {parts.length > 0 && <>Could not be read, so nothing is said about them: {parts.join(', ')}.</>}
    </p>
  )
}
