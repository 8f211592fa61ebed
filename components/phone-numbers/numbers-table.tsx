'use client'
import { CircleAlert, CircleCheck, CircleDashed, Clock, LoaderCircle, Pencil, PhoneOff } from 'lucide-react'
import Link from 'next/link'
import type { CollectionTable } from '@/components/layout/collection-page'
import { Badge } from '@/components/ui/badge'
import { CopyButton } from '@/components/ui/copy-button'
import { DataTable } from '@/components/ui/data-table'
import type { Column } from '@/components/ui/data-table-head'
import { useIsInBrowser } from '@/components/ui/local-time'
import { MenuItem, MenuSeparator } from '@/components/ui/menu'
import { Name } from '@/components/ui/name'
import { RowMenu } from '@/components/ui/row-menu'
import { projectPath } from '@/lib/client/page-path'
import type { NumberRow } from '@/lib/client/phone-numbers'
import { exactTime, phoneText } from '@/lib/format'
import { countryName } from '@/lib/rules/country-name'
import { typeWords } from './number-words'
import { RowCheckbox } from './row-checkbox'
import type { Selection } from './use-selection'

/** What can be done with one number. */
export type NumberAct = 'assign' | 'unassign' | 'rename' | 'release'

interface Shown {
  projectId: string
  selection: Selection
  /** On the page of one trunk its own name in every row says nothing. */
  fixedTrunkId: string | undefined
  refusal: string | undefined
  onAct: (act: NumberAct, row: NumberRow) => void
}

/** One page of numbers. */
export function NumbersTable(props: Shown & CollectionTable<NumberRow>) {
  return (
    <DataTable
      {...props}
      caption={props.fixedTrunkId ? 'Phone numbers of this trunk' : 'Phone numbers of this project'}
      columns={columnsOf(props)}
      rowKey={(row) => row.phoneNumber}
    />
  )
}

function columnsOf(shown: Shown): Column<NumberRow>[] {
  const columns: Column<NumberRow>[] = [
    {
      key: 'select',
      header: 'Select',
      headerHidden: true,
      rowKeys: true,
      phone: 'detail',
      className: 'w-10 @max-xl:absolute @max-xl:top-3 @max-xl:left-4',
      cell: (row) => <RowCheckbox row={row} selection={shown.selection} />,
    },
    {
      key: 'number',
      header: 'Phone number',
      sortKey: 'phoneNumber',
      phone: 'title',
      className: '@max-xl:pr-8 @max-xl:pl-7!',
      cell: (row) => (
        <span className="flex flex-wrap items-center gap-x-1">
          <span className="font-mono text-sm whitespace-nowrap">{phoneText(row.phoneNumber)}</span>
          <CopyButton value={row.phoneNumber} label={`Copy ${phoneText(row.phoneNumber)}`} />
          {row.displayName && (
            <span className="basis-full text-sm font-normal text-muted">
              <Name>{row.displayName}</Name>
            </span>
          )}
        </span>
      ),
    },
    {
      key: 'country',
      header: 'Country',
      sortKey: 'countryCode',
      phone: 'detail',
      className: '@max-xl:pl-7!',
      cell: ({ countryCode }) => countryCode && countryName(countryCode),
    },
    {
      key: 'type',
      header: 'Type',
      sortKey: 'type',
      phone: 'detail',
      cell: ({ type }) =>
        type ? (typeWords[type] ?? type) : <span className="text-faint">Not rented here</span>,
    },
    {
      key: 'trunk',
      header: 'Trunk',
      sortKey: 'trunkName',
      phone: 'detail',
      className: '@max-xl:basis-full @max-xl:pl-7!',
      cell: (row) => <TrunkCell row={row} projectId={shown.projectId} />,
    },
    {
      key: 'state',
      header: 'State',
      sortKey: 'state',
      phone: 'detail',
      className: '@max-xl:pl-7!',
      cell: (row) => <StateCell row={row} />,
    },
    {
      key: 'actions',
      header: 'Actions',
      headerHidden: true,
      phone: 'detail',
      className: 'w-12 py-0.5! @max-xl:absolute @max-xl:top-1.5 @max-xl:right-2',
      cell: (row) => <NumberMenu row={row} {...shown} />,
    },
  ]
  return shown.fixedTrunkId === undefined ? columns : columns.filter(({ key }) => key !== 'trunk')
}

function TrunkCell({ row, projectId }: { row: NumberRow; projectId: string }) {
  if (row.trunkId !== '')
    return (
      <Link
        href={projectPath(projectId, 'trunks', row.trunkId)}
        prefetch={false}
        className="-my-0.5 inline-block rounded-sm py-0.5 align-middle font-medium hover:underline"
      >
        <Name>{row.trunkName || row.trunkId}</Name>
      </Link>
    )
  if (row.otherUse)
    return (
      <span className="text-muted" title={row.otherUse.id}>
        Used by {row.otherUse.type === 'FAX' ? 'a fax service' : 'a voice app'}
      </span>
    )
  return <span className="text-faint">None</span>
}

function StateCell({ row }: { row: NumberRow }) {
  return (
    <span className="flex flex-wrap gap-1">
      <StateBadge row={row} />
      {row.expireAt && <Released until={row.expireAt} />}
    </span>
  )
}

function Released({ until }: { until: string }) {
  const isInBrowser = useIsInBrowser()
  return (
    <span title={isInBrowser ? exactTime(until) : undefined}>
      <Badge tone="warn" icon={<Clock aria-hidden />}>
        Released, until {until.slice(0, 10)}
      </Badge>
    </span>
  )
}

function StateBadge({ row }: { row: NumberRow }) {
  const { state, provisioning } = row
  const target = provisioning?.trunkId ? provisioning.trunkName || provisioning.trunkId : 'no trunk'
  if (state === 'moving')
    return (
      <Badge tone="info" icon={<LoaderCircle aria-hidden className="motion-safe:animate-spin" />}>
        Moving to {target}
      </Badge>
    )
  if (state === 'failed')
    return (
      <Badge tone="bad" icon={<CircleAlert aria-hidden />}>
        Move to {target} failed
      </Badge>
    )
  if (state === 'assigned')
    return (
      <Badge tone="good" icon={<CircleCheck aria-hidden />}>
        Assigned
      </Badge>
    )
  return <Badge icon={<CircleDashed aria-hidden />}>Unassigned</Badge>
}

const onlyEst = 'The Numbers API does not list this number among those that are rented here.'

function NumberMenu({ row, refusal, onAct }: Shown & { row: NumberRow }) {
  const notRented = refusal ?? (row.rented ? undefined : onlyEst)
  const isOnTrunk = row.trunkId !== ''
  return (
    <RowMenu name={phoneText(row.phoneNumber)} refusal={refusal}>
      <MenuItem icon={<CircleCheck aria-hidden />} reason={refusal} onSelect={() => onAct('assign', row)}>
        {isOnTrunk ? 'Move to another trunk' : 'Assign to a trunk'}
      </MenuItem>
      {isOnTrunk && (
        <MenuItem
          icon={<CircleDashed aria-hidden />}
          reason={refusal}
          onSelect={() => onAct('unassign', row)}
        >
          Take off the trunk
        </MenuItem>
      )}
      <MenuItem icon={<Pencil aria-hidden />} reason={notRented} onSelect={() => onAct('rename', row)}>
        Rename
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        icon={<PhoneOff aria-hidden />}
        tone="bad"
        reason={notRented ?? (row.expireAt ? 'It is released already.' : undefined)}
        onSelect={() => onAct('release', row)}
      >
        Release
      </MenuItem>
    </RowMenu>
  )
}
