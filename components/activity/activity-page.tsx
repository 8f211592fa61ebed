'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { PageHeader } from '@/components/layout/page-header'
import { SectionHeader } from '@/components/layout/section-header'
import { UnreadableAddress } from '@/components/layout/rare-pages'
import { Age } from '@/components/ui/age'
import { Button } from '@/components/ui/button'
import { DrawerLayout } from '@/components/ui/drawer'
import { EmptyState } from '@/components/ui/empty-state'
import { LiveRegion } from '@/components/ui/live-region'
import { activityFilters, activityQuery, readActivityFilters } from '@/lib/client/activity'
import { useSearchFields, useUrlSearch } from '@/lib/client/url-search'
import { ApiError } from '@/lib/errors'
import { countText } from '@/lib/format'
import { ActivityFilterBar } from './activity-filter-bar'
import { ActivityTable } from './activity-table'

const ActivityDrawer = dynamic(() => import('./activity-drawer').then((module) => module.ActivityDrawer), {
  ssr: false,
})

const noFilters = Object.fromEntries(activityFilters.map((name) => [name, undefined]))

/** Who did what in a project, or without one in the console as a whole. The filters and the open entry stand in the address. */
export function ActivityPage({ projectId }: { projectId?: string }) {
  const [search, change] = useUrlSearch()
  const fields = useSearchFields()
  const filters = readActivityFilters(search)
  const found = useInfiniteQuery(activityQuery(projectId, filters))
  const problems = problemsIn(found.error)
  if (problems) return <UnreadableAddress title="Activity" problems={problems} />

  const rows = found.data?.pages.flatMap(({ items }) => items)
  const isFiltered = activityFilters.some((name) => filters[name] !== '')
  const openId = search.get('entry') ?? undefined
  const index = rows?.findIndex(({ id }) => id === openId) ?? -1
  const open = index === -1 ? undefined : rows?.[index]
  const clear = () => {
    change({ ...noFilters, entry: undefined })
    fields.clear()
  }
  const close = () => {
    const row = document.querySelector<HTMLElement>('main tr[aria-current="true"] button')
    change({ entry: undefined })
    row?.focus()
  }
  const sentence = (
    <>
      {projectId === undefined
        ? 'Who signed in, and what was done to users and projects.'
        : 'What was done through this console, and by whom. Changes made elsewhere, such as in the vendor’s dashboard, are not listed.'}{' '}
      {found.data && !found.error && (
        <>
          Read <Age seconds={0} at={found.dataUpdatedAt} />.
        </>
      )}
    </>
  )

  return (
    <DrawerLayout
      drawer={
        open && (
          <ActivityDrawer
            entry={open}
            projectId={projectId}
            hasPrevious={index > 0}
            hasNext={rows !== undefined && index < rows.length - 1}
            onStep={(direction) => {
              const next = rows?.[index + direction]
              // Walking through the rows is one step of the history, not one a row.
              if (next) change({ entry: next.id }, 'replace')
            }}
            onClose={close}
          />
        )
      }
    >
      {projectId === undefined ? (
        <SectionHeader title="Activity" sentence={sentence} />
      ) : (
        <PageHeader title="Activity" sentence={sentence} />
      )}
      <ActivityFilterBar
        scope={projectId === undefined ? 'console' : 'project'}
        filters={filters}
        isFiltered={isFiltered}
        onChange={(values, how) => change({ ...values, entry: undefined }, how)}
        fields={fields}
        onClear={clear}
      />
      <LiveRegion>
        {found.isPlaceholderData
          ? 'Searching…'
          : rows
            ? `${countText(rows.length, 'entry', 'entries')} shown`
            : ''}
      </LiveRegion>
      {openId !== undefined && rows && !open && !found.isPlaceholderData && (
        <p role="status" className="mb-3 flex flex-wrap items-center gap-2 text-muted">
          The entry this address names is not among those shown.
          <Button size="sm" onClick={() => change({ entry: undefined }, 'replace')}>
            Never mind
          </Button>
        </p>
      )}
      <ActivityTable
        projectId={projectId}
        rows={rows}
        selected={open?.id}
        onOpen={({ id }) => change({ entry: id })}
        loading={found.isFetching}
        error={found.error}
        onRetry={() => void found.refetch()}
        empty={
          found.hasNextPage ? (
            <EmptyState title="Nothing found yet">
              The newest entries do not fit; look further back.
            </EmptyState>
          ) : isFiltered ? (
            <EmptyState
              title="No entry fits these filters"
              action={<Button onClick={clear}>Clear the filters</Button>}
            >
              Every change made through this console is recorded, also those that were refused.
            </EmptyState>
          ) : (
            <EmptyState title="Nothing has been done yet">
              Every change made through this console is recorded here before it is sent, with who made it,
              from where, and what became of it. Create a SIP trunk, and it will be the first entry.
            </EmptyState>
          )
        }
      />
      {rows && (
        <div className="mt-3 flex min-h-8 items-center gap-3 text-sm text-muted">
          {found.hasNextPage ? (
            <Button pending={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
              Show older entries
            </Button>
          ) : (
            rows.length > 0 && 'That is the first entry.'
          )}
        </div>
      )}
    </DrawerLayout>
  )
}

function problemsIn(error: unknown): Record<string, string> | undefined {
  return error instanceof ApiError && error.code === 'invalid_request' ? error.details.fields : undefined
}
