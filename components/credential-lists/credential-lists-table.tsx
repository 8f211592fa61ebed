'use client'
import type { CollectionTable } from '@/components/layout/collection-page'
import { DataTable } from '@/components/ui/data-table'
import type { Column } from '@/components/ui/data-table-head'
import { EditMenu } from '@/components/ui/edit-menu'
import { Time } from '@/components/ui/time'
import { projectPath } from '@/lib/client/page-path'
import { numberText } from '@/lib/format'
import type { CredentialListRow } from './credential-list-row'

interface Acts {
  refusal: string | undefined
  onRename: (list: CredentialListRow) => void
  onDelete: (list: CredentialListRow) => void
}

/** One page of credential lists. */
export function CredentialListsTable(
  props: Acts & CollectionTable<CredentialListRow> & { projectId: string },
) {
  return (
    <DataTable
      {...props}
      caption="Credential lists of this project"
      columns={columnsOf(props)}
      rowKey={(list) => list.id}
      rowHref={(list) => projectPath(props.projectId, 'credential-lists', list.id)}
    />
  )
}

function columnsOf(acts: Acts): Column<CredentialListRow>[] {
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
      key: 'users',
      header: 'Users',
      sortKey: 'credentials',
      phone: 'detail',
      cell: ({ credentials }) =>
        credentials.length === 0 ? (
          <span className="text-faint">None named by the vendor</span>
        ) : (
          <Names names={credentials.map(({ username }) => username)} mono />
        ),
    },
    {
      key: 'trunks',
      header: 'Used by',
      phone: 'detail',
      cell: ({ trunks }) =>
        trunks === null ? (
          <span className="text-faint" title="The trunks could not be read.">
            <span aria-hidden>—</span>
            <span className="sr-only">The trunks could not be read.</span>
          </span>
        ) : trunks.length === 0 ? (
          <span className="text-faint">No trunk</span>
        ) : (
          <Names names={trunks.map(({ name }) => name)} />
        ),
    },
    {
      key: 'updated',
      header: 'Updated',
      sortKey: 'updateTime',
      phone: 'hidden',
      hideBelow: 768,
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
          onEdit={() => acts.onRename(list)}
          onDelete={() => acts.onDelete(list)}
        />
      ),
    },
  ]
}

const namesShown = 2

function Names({ names, mono }: { names: readonly string[]; mono?: boolean }) {
  const rest = names.length - namesShown
  return (
    <span className="line-clamp-2 wrap-anywhere" title={names.join(', ')}>
      <span className={mono ? 'font-mono text-sm' : undefined}>{names.slice(0, namesShown).join(', ')}</span>
      {rest > 0 && ` and ${numberText(rest)} more`}
    </span>
  )
}
