'use client'
import type { CollectionTable } from '@/components/layout/collection-page'
import { DataTable } from '@/components/ui/data-table'
import type { Column } from '@/components/ui/data-table-head'
import { EditMenu } from '@/components/ui/edit-menu'
import { Time } from '@/components/ui/time'
import { projectPath } from '@/lib/client/page-path'
import { numberText } from '@/lib/format'
import { cidrText } from '@/lib/rules/cidr-text'
import { EnabledSwitch } from './enabled-switch'
import { FindingBadge } from '@/components/forms/findings'
import { cidrOf, type ListRow } from './list-row'

interface Acts {
  projectId: string
  refusal: string | undefined
  onEdit: (list: ListRow) => void
  onDelete: (list: ListRow) => void
}

/** One page of access control lists. */
export function AccessControlListsTable(props: Acts & CollectionTable<ListRow>) {
  return (
    <DataTable
      {...props}
      caption="Access control lists of this project"
      columns={columnsOf(props)}
      rowKey={(list) => list.id}
      rowHref={(list) => projectPath(props.projectId, 'access-control-lists', list.id)}
    />
  )
}

function columnsOf(acts: Acts): Column<ListRow>[] {
  return [
    {
      key: 'name',
      header: 'Name',
      sortKey: 'name',
      phone: 'title',
      className: '@max-xl:pr-8',
      cell: (list) => list.name,
    },
    {
      key: 'ranges',
      header: 'IP ranges',
      sortKey: 'ipRanges',
      phone: 'detail',
      className: '@max-xl:basis-full',
      cell: (list) => <Ranges list={list} />,
    },
    {
      key: 'usedBy',
      header: 'Used by',
      sortKey: 'trunks',
      phone: 'detail',
      cell: (list) => <UsedBy list={list} />,
    },
    {
      key: 'enabled',
      header: 'Enabled',
      sortKey: 'enabled',
      phone: 'detail',
      cell: (list) => <EnabledSwitch projectId={acts.projectId} list={list} refusal={acts.refusal} />,
    },
    {
      key: 'updated',
      header: 'Updated',
      sortKey: 'updateTime',
      phone: 'hidden',
      hideBelow: 1024,
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
      cell: (list) => (
        <EditMenu
          name={list.name}
          refusal={acts.refusal}
          editLabel="Rename"
          onEdit={() => acts.onEdit(list)}
          onDelete={() => acts.onDelete(list)}
        />
      ),
    },
  ]
}

const rangesShown = 2

function Ranges({ list: { ipRanges, worst } }: { list: ListRow }) {
  const shown = ipRanges.slice(0, rangesShown).map((range) => cidrText(cidrOf(range)))
  const rest = ipRanges.length - shown.length
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
      <span>
        <span className="font-mono text-sm">{shown.join(', ')}</span>
        {rest > 0 && <span className="text-muted"> and {numberText(rest)} more</span>}
        {shown.length === 0 && <span className="text-faint">No range</span>}
      </span>
      {worst && worst.level !== 'note' && <FindingBadge finding={worst} />}
    </span>
  )
}

const namesShown = 2

function UsedBy({ list: { usedBy, trunks } }: { list: ListRow }) {
  if (usedBy === null)
    return (
      <span className="text-faint" title="The names of the trunks could not be read.">
        {numberText(trunks.length)} trunks
      </span>
    )
  if (usedBy.length === 0) return <span className="text-faint">No trunk</span>
  const rest = usedBy.length - namesShown
  const names = usedBy.map(({ name }) => name)
  return (
    <span className="line-clamp-2 wrap-anywhere" title={names.join(', ')}>
      {names.slice(0, namesShown).join(', ')}
      {rest > 0 && ` and ${numberText(rest)} more`}
    </span>
  )
}
