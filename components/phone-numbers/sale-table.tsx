'use client'
import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { CopyButton } from '@/components/ui/copy-button'
import { DataTable } from '@/components/ui/data-table'
import type { Column } from '@/components/ui/data-table-head'
import { GatedButton } from '@/components/ui/gated-button'
import { whyNotRented, type SaleNumber } from '@/lib/client/number-sales'
import { moneyText, phoneText } from '@/lib/format'
import { countryName } from '@/lib/rules/country-name'
import { typeWords } from './number-words'

/** The numbers that were found for sale. */
export function SaleTable(props: {
  rows: readonly SaleNumber[] | undefined
  loading: boolean
  error: unknown
  onRetry: () => void
  refusal: string | undefined
  onRent: (sale: SaleNumber) => void
  empty: ReactNode
}) {
  const columns: Column<SaleNumber>[] = [
    {
      key: 'number',
      header: 'Phone number',
      phone: 'title',
      cell: ({ phoneNumber }) => (
        <span className="flex items-center gap-1">
          <span className="font-mono text-sm whitespace-nowrap">{phoneText(phoneNumber)}</span>
          <CopyButton value={phoneNumber} label={`Copy ${phoneText(phoneNumber)}`} />
        </span>
      ),
    },
    { key: 'country', header: 'Country', phone: 'detail', cell: ({ regionCode }) => countryName(regionCode) },
    { key: 'type', header: 'Type', phone: 'detail', cell: ({ type }) => typeWords[type] ?? type },
    {
      key: 'papers',
      header: 'Documents',
      phone: 'detail',
      cell: ({ supportingDocumentationRequired }) =>
        supportingDocumentationRequired ? (
          <Badge tone="warn">Documents needed</Badge>
        ) : (
          <span className="text-muted">No documents</span>
        ),
    },
    {
      key: 'setup',
      header: 'Set-up',
      phone: 'detail',
      numeric: true,
      cell: ({ setupPrice }) => (setupPrice ? moneyText(setupPrice) : '–'),
    },
    {
      key: 'month',
      header: 'A month',
      phone: 'detail',
      numeric: true,
      cell: ({ monthlyPrice }) => (monthlyPrice ? moneyText(monthlyPrice) : '–'),
    },
    {
      key: 'actions',
      header: 'Actions',
      headerHidden: true,
      phone: 'detail',
      className: 'w-20 py-1! text-right @max-xl:absolute @max-xl:top-1.5 @max-xl:right-4 @max-xl:w-auto',
      cell: (sale) => (
        <GatedButton
          size="sm"
          reason={props.refusal ?? whyNotRented(sale)}
          aria-label={`Rent ${phoneText(sale.phoneNumber)}`}
          onClick={() => props.onRent(sale)}
        >
          Rent
        </GatedButton>
      ),
    },
  ]
  return (
    <DataTable
      caption="Phone numbers for sale"
      columns={columns}
      rows={props.rows}
      rowKey={({ phoneNumber }) => phoneNumber}
      loading={props.loading}
      error={props.error}
      onRetry={props.onRetry}
      empty={props.empty}
    />
  )
}
