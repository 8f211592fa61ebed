'use client'
import { Ellipsis, Pencil, Phone, Trash2, TriangleAlert } from 'lucide-react'
import type { Route } from 'next'
import { Badge } from '@/components/ui/badge'
import type { CollectionTable } from '@/components/layout/collection-page'
import { DataTable } from '@/components/ui/data-table'
import type { Column } from '@/components/ui/data-table-head'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuItem, MenuLink } from '@/components/ui/menu'
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
      caption="Call blocking rules of this project"
      columns={columnsOf(props)}
      rows={props.rows}
      long={props.long}
      rowKey={(rule) => rule.id}
      onRowOpen={props.refusal === undefined ? props.onEdit : undefined}
      sort={props.sort}
      onSort={props.onSort}
      loading={props.loading}
      error={props.error}
      onRetry={props.onRetry}
      empty={props.empty}
      footer={props.footer}
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
  const label = `Actions for ${ruleName(rule)}`
  const search = matchingCalls(rule)
  return (
    <Menu
      label={label}
      align="end"
      reason={refusal}
      trigger={(trigger) => <IconButton {...trigger} label={label} icon={<Ellipsis />} />}
    >
      <MenuItem icon={<Pencil aria-hidden />} reason={refusal} onSelect={() => onEdit(rule)}>
        Edit
      </MenuItem>
      {search && (
        // A path with a query is no route of its own.
        <MenuLink href={`${projectPath(projectId, 'calls')}?${search}` as Route} icon={<Phone aria-hidden />}>
          Calls that fit, last 30 days
        </MenuLink>
      )}
      <MenuItem icon={<Trash2 aria-hidden />} tone="bad" reason={refusal} onSelect={() => onDelete(rule)}>
        Delete
      </MenuItem>
    </Menu>
  )
}
