'use client'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorNotice } from '@/components/ui/error-notice'
import { GatedButton } from '@/components/ui/gated-button'
import { LiveRegion } from '@/components/ui/live-region'
import { SearchInput } from '@/components/ui/search-input'
import { Skeleton } from '@/components/ui/skeleton'
import { saleQuery, whyNotRented, type SaleNumber } from '@/lib/client/number-sales'
import type { DraftAnswers } from '@/lib/client/onboarding'
import { countText, moneyText, phoneText } from '@/lib/format'

const shown = 8

/** Numbers for sale. Choosing one orders nothing: it is rented when the trunk is set up, for the price that is shown here. */
export function SaleChoice(props: {
  projectId: string
  rent: NonNullable<DraftAnswers['numbers']>['rent']
  onAdd: (sale: SaleNumber) => void
}) {
  const [isOpen, setIsOpen] = useState(false)
  if (!isOpen) {
    return (
      <div>
        <Button icon={<Plus aria-hidden className="size-4" />} onClick={() => setIsOpen(true)}>
          Rent numbers
        </Button>
      </div>
    )
  }
  return <Sales {...props} />
}

function Sales(props: {
  projectId: string
  rent: NonNullable<DraftAnswers['numbers']>['rent']
  onAdd: (sale: SaleNumber) => void
}) {
  const [pattern, setPattern] = useState('')
  const found = useQuery(
    saleQuery(props.projectId, { regionCode: 'US', type: 'LOCAL', pattern, searchPattern: 'CONTAINS' }),
  )
  const chosen = new Set(props.rent.map(({ phoneNumber }) => phoneNumber))
  const sales = (found.data ?? []).filter(({ phoneNumber }) => !chosen.has(phoneNumber))
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 font-medium">Numbers for sale</legend>
      <p className="text-sm text-muted">
        Local numbers of the United States. Nothing is ordered before you set the trunk up.
      </p>
      <SearchInput
        label="Digits"
        placeholder="Digits, for example 1415"
        defaultValue=""
        onSearch={setPattern}
      />
      <LiveRegion>{found.data ? `${countText(sales.length, 'number')} for sale` : ''}</LiveRegion>
      {found.error && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Skeleton className="w-56" />}
      {found.data && sales.length === 0 && <p className="text-muted">No such number is for sale now.</p>}
      <ul className="flex flex-col divide-y" aria-busy={found.isFetching || undefined}>
        {sales.slice(0, shown).map((sale) => (
          <li key={sale.phoneNumber} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
            <span className="font-mono text-sm whitespace-nowrap">{phoneText(sale.phoneNumber)}</span>
            <span className="flex-1 text-right text-sm text-muted tabular-nums">{priceText(sale)}</span>
            <GatedButton
              size="sm"
              reason={whyNotRented(sale)}
              aria-label={`Add ${phoneText(sale.phoneNumber)}`}
              onClick={() => props.onAdd(sale)}
            >
              Add
            </GatedButton>
          </li>
        ))}
      </ul>
      {sales.length > shown && (
        <p className="text-sm text-faint">More are for sale: search by digits to find them.</p>
      )}
    </fieldset>
  )
}

function priceText({ monthlyPrice, setupPrice }: SaleNumber): string {
  const parts = [
    ...(monthlyPrice ? [`${moneyText(monthlyPrice)} a month`] : []),
    ...(setupPrice && setupPrice.amount > 0 ? [`${moneyText(setupPrice)} once`] : []),
  ]
  return parts.join(', ')
}
