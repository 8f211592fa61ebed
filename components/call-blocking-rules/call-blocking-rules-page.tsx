'use client'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { CollectionSentence } from '@/components/layout/collection-sentence'
import { PageHeader } from '@/components/layout/page-header'
import { useRefusalReason } from '@/components/layout/session-context'
import { UnreadableAddress } from '@/components/layout/unreadable-address'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { GatedButton } from '@/components/ui/gated-button'
import { LiveRegion } from '@/components/ui/live-region'
import { Pager } from '@/components/ui/pager'
import { SearchInput } from '@/components/ui/search-input'
import { readCollectionSearch, type CollectionSearch } from '@/lib/client/collection-search'
import { listQuery } from '@/lib/client/queries'
import { useHistoryStep, useUrlSearch } from '@/lib/client/url-search'
import { countText } from '@/lib/format'
import type { callBlockingRules } from '@/lib/resources/call-blocking-rules'
import { callBlockingRulePlace } from '@/lib/resources/places'
import type { RuleRow } from './rule-row'
import { RulesTable } from './rules-table'

const RuleDialog = dynamic(() => import('./rule-dialog').then((module) => module.RuleDialog), { ssr: false })
const DeleteRuleDialog = dynamic(
  () => import('./delete-rule-dialog').then((module) => module.DeleteRuleDialog),
  { ssr: false },
)

const pollMs = 60_000
const pollWhileDownMs = 2_000

/** All call blocking rules of a project; what is searched, how it is sorted and which page is open stand in the address. */
export function CallBlockingRulesPage({ projectId }: { projectId: string }) {
  const [search] = useUrlSearch()
  const { query, problems } = readCollectionSearch(search, ['name', 'direction', 'updateTime'])
  if (problems) return <UnreadableAddress title="Call blocking rules" problems={problems} />
  return <ListPage projectId={projectId} query={query} />
}

function ListPage({ projectId, query }: { projectId: string; query: CollectionSearch }) {
  const [search, change] = useUrlSearch()
  const refusal = useRefusalReason('operator')
  const historyStep = useHistoryStep()
  const [cleared, setCleared] = useState(0)
  const [open, setOpen] = useState<{ act: 'edit' | 'delete'; rule: RuleRow }>()
  const { q, sort, page, pageSize } = query

  const list = useQuery({
    ...listQuery<typeof callBlockingRules, RuleRow>(
      callBlockingRulePlace,
      projectId,
      {},
      { q, sort, page, pageSize },
    ),
    refetchInterval: ({ state }) => (state.data?.stale || state.error ? pollWhileDownMs : pollMs),
  })
  const asksToCreate = search.get('create') !== null
  const create = (
    <GatedButton
      variant="primary"
      reason={refusal}
      icon={<Plus aria-hidden className="size-4" />}
      onClick={() => change({ create: 1 })}
    >
      Create call blocking rule
    </GatedButton>
  )
  const isPastEnd = list.data && list.data.total > 0 && list.data.items.length === 0

  return (
    <>
      <PageHeader
        title="Call blocking rules"
        sentence={
          <CollectionSentence
            page={list.data}
            one="call blocking rule"
            many="call blocking rules"
            at={list.dataUpdatedAt}
            q={q}
            isOld={list.isPlaceholderData}
          />
        }
        actions={create}
      />
      <div className="mb-3">
        <SearchInput
          key={`${historyStep} ${cleared}`}
          label="Search call blocking rules"
          placeholder="Search names, codes, digits"
          defaultValue={q}
          onSearch={(text) => text !== q && change({ q: text, page: undefined }, 'replace')}
        />
      </div>
      {asksToCreate && refusal !== undefined && (
        <p role="status" className="mb-3 flex flex-wrap items-center gap-2 rounded-lg bg-warn-soft px-4 py-2">
          <span className="flex-1 basis-60">This address creates a call blocking rule. {refusal}</span>
          <Button size="sm" onClick={() => change({ create: undefined }, 'replace')}>
            Dismiss
          </Button>
        </p>
      )}
      <LiveRegion>
        {list.isPlaceholderData
          ? 'Searching…'
          : list.data
            ? countText(list.data.total, 'call blocking rule')
            : ''}
      </LiveRegion>
      <RulesTable
        projectId={projectId}
        rows={list.data?.items}
        sort={sort}
        onSort={(next) => change({ sort: next === 'name' ? undefined : next, page: undefined })}
        loading={list.isFetching}
        error={list.error}
        onRetry={() => void list.refetch()}
        refusal={refusal}
        onEdit={(rule) => setOpen({ act: 'edit', rule })}
        onDelete={(rule) => setOpen({ act: 'delete', rule })}
        empty={
          isPastEnd ? (
            <EmptyState
              title={`There is no page ${page}`}
              action={<Button onClick={() => change({ page: undefined })}>Go to the first page</Button>}
            >
              The list has become shorter than that.
            </EmptyState>
          ) : q ? (
            <EmptyState
              title={`No call blocking rule matches “${q}”`}
              action={
                <Button
                  onClick={() => {
                    change({ q: undefined, page: undefined })
                    setCleared(cleared + 1)
                  }}
                >
                  Clear the search
                </Button>
              }
            >
              Names, two-letter country codes, the digits of a prefix and ids are searched.
            </EmptyState>
          ) : (
            <EmptyState title="No call blocking rule yet" action={create}>
              A call blocking rule refuses calls in one direction by country or by how a number begins, for
              example calls to premium numbers, on every trunk of the project.
            </EmptyState>
          )
        }
        footer={
          list.data && (
            <Pager
              page={page}
              pageSize={pageSize}
              total={list.data.total}
              onPage={(next) => change({ page: next === 1 ? undefined : next })}
              onPageSize={(next) => change({ pageSize: next === 50 ? undefined : next, page: undefined })}
            />
          )
        }
      />
      {asksToCreate && refusal === undefined && (
        <RuleDialog
          projectId={projectId}
          onClose={() => change({ create: undefined }, 'replace')}
          onSaved={() => change({ create: undefined }, 'replace')}
        />
      )}
      {open?.act === 'edit' && (
        <RuleDialog
          projectId={projectId}
          rule={open.rule}
          onClose={() => setOpen(undefined)}
          onSaved={() => setOpen(undefined)}
        />
      )}
      {open?.act === 'delete' && (
        <DeleteRuleDialog projectId={projectId} rule={open.rule} onClose={() => setOpen(undefined)} />
      )}
    </>
  )
}
