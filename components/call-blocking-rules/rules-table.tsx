'use client'
import { Phone, TriangleAlert } from 'lucide-react'
import type { Route } from 'next'
import { Badge } from '@/components/ui/badge'
import type { CollectionTable } from '@/components/layout/collection-page'
import { DataTable } from '@/components/ui/data-table'
import type { Column } from '@/components/ui/data-table-head'
import { EditMenu } from '@/components/ui/edit-menu'
import { MenuLink } from '@/components/ui/menu'
import { Time } from '@/components/ui/time'
import { projectPath } from '@/lib/client/page-path'
import { blockingRuleWords, blocksEverything, matchingCalls } from '@/lib/rules/blocking-rule-words'
import { ruleName, type RuleRow } from './rule-row'

interface Acts {
  projectId: string
  refusal: string | undefined
  onEdit: (rule: RuleRow) => void
  onDelete: (rule: RuleRow) => void
}

/** One page of call blocking rules. */
export function RulesTable(props: Acts & CollectionTable<RuleRow>) {
  return (
    <DataTable
      {...props}
      caption="Call blocking rules of this project"
      columns={columnsOf(props)}
      rowKey={(rule) => rule.id}
      onRowOpen={props.refusal === undefined ? props.onEdit : undefined}
    />
  )
}

const directionNames: Readonly<Record<string, string>> = { INBOUND: 'Inbound', OUTBOUND: 'Outbound' }

function columnsOf(acts: Acts): Column<RuleRow>[] {
  return [
    {
      key: 'name',
      header: 'Name',
      sortKey: 'name',
      phone: 'title',
      className: '@max-xl:pr-8',
      cell: ruleName,
    },
    {
      key: 'words',
      header: 'Rule',
      phone: 'detail',
      className: 'wrap-anywhere',
      cell: (rule) => (
        <span className="inline-flex flex-wrap items-center gap-2">
          {blockingRuleWords(rule)}
          {blocksEverything(rule) && (
            <Badge tone="bad" icon={<TriangleAlert aria-hidden />}>
              No call gets through
            </Badge>
          )}
        </span>
      ),
    },
    {
      key: 'direction',
      header: 'Direction',
      sortKey: 'direction',
      phone: 'hidden',
      hideBelow: 768,
      cell: ({ direction }) => directionNames[direction] ?? direction,
    },
    {
      key: 'updated',
      header: 'Updated',
      sortKey: 'updateTime',
      phone: 'hidden',
      hideBelow: 896,
      className: 'whitespace-nowrap',
      cell: ({ updateTime }) =>
        updateTime ? <Time value={updateTime} exactOnHover /> : <span className="text-faint">Not yet</span>,
    },
    {
      key: 'actions',
      header: 'Actions',
      headerHidden: true,
      phone: 'detail',
      className: 'w-12 py-0.5! @max-xl:absolute @max-xl:top-1.5 @max-xl:right-2',
      cell: (rule) => <RowMenu rule={rule} {...acts} />,
    },
  ]
}

function RowMenu({ rule, projectId, refusal, onEdit, onDelete }: Acts & { rule: RuleRow }) {
  const search = matchingCalls(rule)
  return (
    <EditMenu
      name={ruleName(rule)}
      refusal={refusal}
      onEdit={() => onEdit(rule)}
      onDelete={() => onDelete(rule)}
    >
      {search && (
        // A path with a query is no route of its own.
        <MenuLink href={`${projectPath(projectId, 'calls')}?${search}` as Route} icon={<Phone aria-hidden />}>
          Calls that fit, last 30 days
        </MenuLink>
      )}
    </EditMenu>
  )
}
