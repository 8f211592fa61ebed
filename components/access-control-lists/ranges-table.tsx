'use client'
import { Pencil, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import { DataTable } from '@/components/ui/data-table'
import type { Column } from '@/components/ui/data-table-head'
import { MenuItem } from '@/components/ui/menu'
import { RowMenu } from '@/components/ui/row-menu'
import type { RowWindow } from '@/components/ui/row-window'
import { numberText } from '@/lib/format'
import { FindingBadge } from '@/components/forms/findings'
import type { IpRange } from './list-row'
import type { RangeRow } from './range-rows'

interface Acts {
  refusal: string | undefined
  /** Why this list cannot lose a range; undefined when it can. */
  keeps: string | undefined
  onEdit: (range: IpRange) => void
  onRemove: (range: IpRange) => void
}

/** One page of the ranges of a list. */
export function RangesTable(
  props: Acts & {
    rows: readonly RangeRow[]
    long: RowWindow<RangeRow> | undefined
    sort: string
    onSort: (sort: string) => void
    empty: ReactNode
    footer: ReactNode
  },
) {
  return (
    <DataTable
      caption="IP ranges of this list"
      columns={columnsOf(props)}
      rows={props.rows}
      long={props.long}
      rowKey={({ range }) => range.id}
      sort={props.sort}
      onSort={props.onSort}
      empty={props.empty}
      footer={props.footer}
    />
  )
}

function columnsOf(acts: Acts): Column<RangeRow>[] {
  return [
    {
      key: 'range',
      header: 'IP range',
      sortKey: 'address',
      phone: 'title',
      className: '@max-xl:pr-8',
      cell: ({ cidr }) => (
        <span className="inline-flex items-center gap-1">
          <span className="font-mono text-sm">{cidr}</span>
          <CopyButton value={cidr} label={`Copy ${cidr}`} />
        </span>
      ),
    },
    {
      key: 'description',
      header: 'Description',
      sortKey: 'description',
      phone: 'detail',
      className: '@max-xl:basis-full',
      cell: ({ range: { description } }) =>
        description ? (
          <bdi className="line-clamp-2 wrap-anywhere" title={description}>
            {description}
          </bdi>
        ) : (
          <span className="text-faint">None</span>
        ),
    },
    {
      key: 'addresses',
      header: 'Addresses',
      sortKey: 'size',
      phone: 'detail',
      numeric: true,
      cell: ({ addresses }) => numberText(addresses),
    },
    {
      key: 'findings',
      header: 'Findings',
      sortKey: 'finding',
      phone: 'detail',
      cell: ({ findings }) =>
        findings.length === 0 ? (
          <span className="text-faint">None</span>
        ) : (
          <span className="flex flex-wrap gap-1">
            {findings.map((finding, index) => (
              <FindingBadge key={index} finding={finding} />
            ))}
          </span>
        ),
    },
    {
      key: 'actions',
      header: 'Actions',
      headerHidden: true,
      phone: 'detail',
      className: 'w-12 py-0.5! @max-xl:absolute @max-xl:top-1.5 @max-xl:right-2',
      cell: (row) => <RangeMenu row={row} {...acts} />,
    },
  ]
}

function RangeMenu({ row: { range, cidr }, refusal, keeps, onEdit, onRemove }: Acts & { row: RangeRow }) {
  return (
    <RowMenu name={cidr} refusal={refusal}>
      <MenuItem icon={<Pencil aria-hidden />} reason={refusal} onSelect={() => onEdit(range)}>
        Edit
      </MenuItem>
      <MenuItem
        icon={<Trash2 aria-hidden />}
        tone="bad"
        reason={refusal ?? keeps}
        onSelect={() => onRemove(range)}
      >
        Remove
      </MenuItem>
    </RowMenu>
  )
}
