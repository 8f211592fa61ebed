'use client'
import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { PageHeader } from '@/components/layout/page-header'
import { useRefusalReason } from '@/components/layout/session-context'
import { UnreadableAddress } from '@/components/layout/rare-pages'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorNotice } from '@/components/ui/error-notice'
import { LiveRegion } from '@/components/ui/live-region'
import { Panel } from '@/components/ui/panel'
import { SearchInput } from '@/components/ui/search-input'
import { Select } from '@/components/ui/select'
import { projectPath } from '@/lib/client/page-path'
import { saleQuery, saleRegionsQuery, type SaleNumber, type SaleSearch } from '@/lib/client/number-sales'
import { useHistoryStep, useUrlSearch, type SearchChange } from '@/lib/client/url-search'
import { countText } from '@/lib/format'
import { countryName } from '@/lib/rules/country-name'
import { typeWords, vendorNumbersUrl } from './number-words'
import { readSaleSearch } from './sale-search'
import { SaleTable } from './sale-table'
import { UnsettledRents } from './unsettled-rents'

const RentDialog = dynamic(() => import('./rent-dialog').then((module) => module.RentDialog), { ssr: false })

/** Searches the numbers for sale and rents one of them. The search stands in the address; nothing is bought by opening it. */
export function RentPage({ projectId }: { projectId: string }) {
  const [search, change] = useUrlSearch()
  const refusal = useRefusalReason('operator')
  const [chosen, setChosen] = useState<SaleNumber>()
  const { query, problems } = readSaleSearch(search)
  if (problems) return <UnreadableAddress title="Rent a number" problems={problems} />
  return (
    <>
      <PageHeader
        back={{ href: projectPath(projectId, 'phone-numbers'), label: 'Phone numbers' }}
        title="Rent a number"
        sentence="Numbers for sale that can carry voice calls, asked of the vendor as you search."
      />
      <UnsettledRents projectId={projectId} refusal={refusal} />
      <SaleFilters projectId={projectId} query={query} onChange={change} />
      <p className="mb-3 max-w-prose text-sm text-muted">
        Only local numbers of the United States are rented here. Numbers with papers or another kind of order,
        and emergency addresses, are managed in the{' '}
        <a href={vendorNumbersUrl} target="_blank" rel="noreferrer" className="underline underline-offset-2">
          vendor’s dashboard
        </a>
        ; once rented they appear in this console.
      </p>
      <Results projectId={projectId} query={query} refusal={refusal} onRent={setChosen} />
      {chosen && <RentDialog projectId={projectId} sale={chosen} onClose={() => setChosen(undefined)} />}
    </>
  )
}

function SaleFilters(props: {
  projectId: string
  query: SaleSearch
  onChange: (change: SearchChange, how?: 'push' | 'replace') => void
}) {
  const { query, onChange } = props
  const historyStep = useHistoryStep()
  const regions = useQuery(saleRegionsQuery(props.projectId))
  const types = regions.data?.find(({ regionCode }) => regionCode === query.regionCode)?.types
  const sold = (types ?? Object.keys(typeWords)).map((type) => ({
    value: type,
    label: typeWords[type] ?? type,
  }))
  const countries = (regions.data ?? []).map(({ regionCode, regionName }) => ({
    value: regionCode,
    label: regionName || countryName(regionCode),
  }))
  const isListed = countries.some(({ value }) => value === query.regionCode)
  return (
    <>
      {regions.isError && (
        <div className="mb-3">
          <ErrorNotice error={regions.error} onRetry={() => void regions.refetch()} />
        </div>
      )}
      <div
        role="group"
        aria-label="Search numbers for sale"
        className="mb-3 flex flex-wrap items-center gap-2"
      >
        <Select
          aria-label="Country"
          className="w-auto"
          value={query.regionCode}
          onValue={(regionCode) => onChange({ regionCode, type: undefined })}
          options={
            isListed
              ? countries
              : [{ value: query.regionCode, label: countryName(query.regionCode) }, ...countries]
          }
        />
        <Select
          aria-label="Type"
          className="w-auto"
          value={query.type}
          onValue={(type) => onChange({ type })}
          options={
            sold.some(({ value }) => value === query.type)
              ? sold
              : [{ value: query.type, label: typeWords[query.type] ?? query.type }, ...sold]
          }
        />
        <Select
          aria-label="Where the digits stand"
          className="w-auto"
          value={query.searchPattern}
          onValue={(searchPattern) => onChange({ searchPattern })}
          options={[
            { value: 'CONTAINS', label: 'Contains' },
            { value: 'START', label: 'Starts with' },
            { value: 'END', label: 'Ends with' },
          ]}
        />
        <SearchInput
          key={historyStep}
          label="Digits"
          placeholder="Digits, for example 1415"
          defaultValue={query.pattern}
          onSearch={(pattern) => pattern !== query.pattern && onChange({ pattern }, 'replace')}
        />
      </div>
    </>
  )
}

function Results(props: {
  projectId: string
  query: SaleSearch
  refusal: string | undefined
  onRent: (sale: SaleNumber) => void
}) {
  const { query } = props
  const [, change] = useUrlSearch()
  const found = useQuery(saleQuery(props.projectId, query))
  return (
    <>
      <LiveRegion>
        {found.isPlaceholderData || found.isPending
          ? 'Searching…'
          : `${countText(found.data?.length ?? 0, 'number')} for sale`}
      </LiveRegion>
      {!found.isPending && found.error && !found.data ? (
        <Panel className="p-4">
          <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />
        </Panel>
      ) : (
        <SaleTable
          rows={found.data}
          loading={found.isFetching}
          error={found.error}
          onRetry={() => void found.refetch()}
          refusal={props.refusal}
          onRent={props.onRent}
          empty={
            <EmptyState
              title="No such number is for sale now"
              action={
                query.pattern && (
                  <Button onClick={() => change({ pattern: undefined })}>Search without the digits</Button>
                )
              }
            >
              The vendor’s stock changes all the time: try other digits, or another type.
            </EmptyState>
          }
        />
      )}
    </>
  )
}
