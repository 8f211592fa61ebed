'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { CollectionPage } from '@/components/layout/collection-page'
import { useRefusalReason } from '@/components/layout/session-context'
import { UnreadableAddress } from '@/components/layout/rare-pages'
import { readCollectionSearch, type CollectionSearch } from '@/lib/client/collection-search'
import { useCollection } from '@/lib/client/use-collection'
import { useUrlSearch } from '@/lib/client/url-search'
import type { callBlockingRules } from '@/lib/resources/call-blocking-rules'
import { callBlockingRulePlace } from '@/lib/resources/places'
import { ruleSortKeys, type RuleRow } from './rule-row'
import { RulesTable } from './rules-table'

const RuleDialog = dynamic(() => import('./rule-dialog').then((module) => module.RuleDialog), { ssr: false })
const DeleteRuleDialog = dynamic(
  () => import('./delete-rule-dialog').then((module) => module.DeleteRuleDialog),
  { ssr: false },
)

/** All call blocking rules of a project; what is searched, how it is sorted and which page is open stand in the address. */
export function CallBlockingRulesPage({ projectId }: { projectId: string }) {
  const [search] = useUrlSearch()
  const { query, problems } = readCollectionSearch(search, ruleSortKeys)
  if (problems) return <UnreadableAddress title="Call blocking rules" problems={problems} />
  return <ListPage projectId={projectId} query={query} />
}

function ListPage({ projectId, query }: { projectId: string; query: CollectionSearch }) {
  const refusal = useRefusalReason('operator')
  const [open, setOpen] = useState<{ act: 'edit' | 'delete'; rule: RuleRow }>()
  const list = useCollection<typeof callBlockingRules, RuleRow>(callBlockingRulePlace, projectId, {}, query)
  const close = () => setOpen(undefined)

  return (
    <>
      <CollectionPage
        title="Call blocking rules"
        one="call blocking rule"
        many="call blocking rules"
        query={query}
        list={list}
        searchPlaceholder="Search names, codes, digits"
        searched="Names, two-letter country codes, the digits of a prefix and ids are searched."
        whatItIs="A call blocking rule refuses calls in one direction by country or by how a number begins, for example calls to premium numbers, on every trunk of the project."
        table={(table) => (
          <RulesTable
            {...table}
            projectId={projectId}
            refusal={refusal}
            onEdit={(rule) => setOpen({ act: 'edit', rule })}
            onDelete={(rule) => setOpen({ act: 'delete', rule })}
          />
        )}
        creating={(done) => <RuleDialog projectId={projectId} onClose={done} onSaved={done} />}
      />
      {open?.act === 'edit' && (
        <RuleDialog projectId={projectId} rule={open.rule} onClose={close} onSaved={close} />
      )}
      {open?.act === 'delete' && <DeleteRuleDialog projectId={projectId} rule={open.rule} onClose={close} />}
    </>
  )
}
