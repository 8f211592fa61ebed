'use client'
import { CopyButton } from '@/components/ui/copy-button'
import type { CollectionTable } from '@/components/layout/collection-page'
import { DataTable } from '@/components/ui/data-table'
import type { Column } from '@/components/ui/data-table-head'
import { EditMenu } from '@/components/ui/edit-menu'
import { Time } from '@/components/ui/time'
import { projectPath } from '@/lib/client/page-path'
import { countText, numberText } from '@/lib/format'
import type { TrunkRow } from './trunk-row'

interface Acts {
  refusal: string | undefined
  onEdit: (trunk: TrunkRow) => void
  onDelete: (trunk: TrunkRow) => void
}

/** One page of trunks. */
export function TrunksTable(props: Acts & CollectionTable<TrunkRow> & { projectId: string }) {
  return (
    <DataTable
      {...props}
      caption="SIP trunks of this project"
      columns={columnsOf(props)}
      rowKey={(trunk) => trunk.id}
      rowHref={(trunk) => projectPath(props.projectId, 'trunks', trunk.id)}
    />
  )
}

function columnsOf(acts: Acts): Column<TrunkRow>[] {
  return [
    {
      key: 'name',
      header: 'Name',
      sortKey: 'name',
      phone: 'title',
      className: '@max-xl:pr-8',
      cell: (trunk) => trunk.name,
    },
    {
      key: 'domain',
      header: 'SIP domain',
      sortKey: 'domain',
      phone: 'detail',
      className: '@max-xl:min-w-0 @max-xl:basis-full',
      cell: ({ domain, name }) =>
        domain ? (
          <span className="flex max-w-80 items-center gap-1 @max-5xl:max-w-56">
            <span className="truncate font-mono text-sm" title={domain}>
              {domain}
            </span>
            <CopyButton value={domain} label={`Copy the SIP domain of ${name}`} />
          </span>
        ) : (
          <Unread why="The vendor has not said the SIP domain of this trunk." />
        ),
    },
    {
      key: 'endpoints',
      header: 'Endpoints',
      phone: 'detail',
      hideBelow: 896,
      numeric: true,
      cell: ({ endpoints }) =>
        endpoints === null ? (
          <Unread why="The endpoints of this trunk have not been read yet; the console goes through the trunks one by one." />
        ) : (
          <span
            title={`${countText(endpoints.enabled, 'enabled endpoint')} of ${numberText(endpoints.total)}`}
          >
            {numberText(endpoints.enabled)}/{numberText(endpoints.total)}
          </span>
        ),
    },
    {
      key: 'authorisation',
      header: 'Outbound authorised by',
      phone: 'detail',
      cell: (trunk) => <Authorisation trunk={trunk} />,
    },
    {
      key: 'numbers',
      header: 'Numbers',
      phone: 'detail',
      numeric: true,
      cell: ({ numbers }) =>
        numbers === null ? <Unread why="The numbers could not be read." /> : numberText(numbers),
    },
    {
      key: 'cps',
      header: 'CPS',
      sortKey: 'callsPerSecond',
      phone: 'hidden',
      hideBelow: 896,
      numeric: true,
      cell: ({ callsPerSecond }) =>
        callsPerSecond === null ? (
          <Unread why="The vendor has not said the limit." />
        ) : (
          <span title="New outbound calls a second; the vendor’s account manager sets it">
            {numberText(callsPerSecond)}
          </span>
        ),
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
      cell: (trunk) => (
        <EditMenu
          name={trunk.name}
          refusal={acts.refusal}
          onEdit={() => acts.onEdit(trunk)}
          onDelete={() => acts.onDelete(trunk)}
        />
      ),
    },
  ]
}

function Authorisation({ trunk }: { trunk: TrunkRow }) {
  const { accessControlLists: acls, credentialLists: lists } = trunk
  if (acls === null || lists === null) return <Unread why="The lists could not be read." />
  if (acls.length === 0 && lists.length === 0) return <span className="text-faint">No list linked</span>
  return (
    <span className="flex flex-wrap gap-x-3">
      {acls.length > 0 && <Names kind="ACL" names={acls.map(({ name }) => name)} />}
      {lists.length > 0 && <Names kind="Credentials" names={lists.map(({ name }) => name)} />}
    </span>
  )
}

const namesShown = 2

function Names({ kind, names }: { kind: string; names: readonly string[] }) {
  const rest = names.length - namesShown
  return (
    <span className="line-clamp-2 wrap-anywhere" title={names.join(', ')}>
      <span className="text-faint">{kind}</span> {names.slice(0, namesShown).join(', ')}
      {rest > 0 && ` and ${numberText(rest)} more`}
    </span>
  )
}

function Unread({ why }: { why: string }) {
  return (
    <span className="text-faint" title={why}>
      <span aria-hidden>—</span>
      <span className="sr-only">{why}</span>
    </span>
  )
}
