'use client'
import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import { PageHeader } from '@/components/layout/page-header'
import { useRefusalReason } from '@/components/layout/session-context'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorNotice } from '@/components/ui/error-notice'
import { LiveRegion } from '@/components/ui/live-region'
import { useIsInBrowser } from '@/components/ui/local-time'
import { Panel } from '@/components/ui/panel'
import { SearchInput } from '@/components/ui/search-input'
import { Switch } from '@/components/ui/switch'
import { pollEvery } from '@/lib/client/poll'
import { useSearchField, useUrlSearch } from '@/lib/client/url-search'
import { countText } from '@/lib/format'
import { callsByCountry } from '@/lib/rules/dialling-codes'
import { ContinentRoom, ContinentTable } from './continent-table'
import { countriesQuery } from './countries-query'
import { CountriesSentence } from './countries-sentence'
import type { Country, CountryRow } from './country'
import { byContinent, matchesCountry, type Continent } from './country-search'
import { Exposure } from './exposure'
import { SelectionBar } from './selection-bar'
import { usageQuery } from './usage-query'

const ChangeDialog = dynamic(() => import('./change-dialog').then((module) => module.ChangeDialog), {
  ssr: false,
})

// A screenful. All two hundred in the page's text would hold up its first paint.
const sentRows = 30

/** Which countries the project may call, by continent; what is searched for stands in the address. */
export function CountryPermissionsPage({ projectId }: { projectId: string }) {
  const [search, change] = useUrlSearch()
  const refusal = useRefusalReason('operator')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [open, setOpen] = useState<{ chosen: readonly Country[]; enable: boolean }>()
  const list = useQuery({ ...countriesQuery(projectId), refetchInterval: pollEvery() })
  const usage = useQuery(usageQuery(projectId))

  const asked = search.get('q') ?? ''
  const field = useSearchField(asked)
  const enabledOnly = search.get('enabled') === '1'
  // Two hundred rows take longer to draw than a key may wait, so what they show follows when nobody is typing.
  const isInBrowser = useIsInBrowser()
  const q = useDeferredValue(asked)
  const counted = useDeferredValue(usage.data)
  const counting = useDeferredValue(usage.isPending || usage.data?.counting === true)
  const [countries, counts] = [list.data?.items, counted?.items]
  // Every country is compared with every other one, which is not to be done again for each box that is ticked.
  const rows = useMemo(() => countries && rowsOf(countries, counts), [countries, counts])
  const shown = useMemo(
    () => rows?.filter(({ country }) => (!enabledOnly || country.enabled) && matchesCountry(country, q)),
    [rows, enabledOnly, q],
  )
  const continents = useMemo(() => shown && byContinent(shown), [shown])
  const choose = useCallback(
    (isoCodes: readonly string[], wanted: boolean) =>
      setChosen((before) => {
        const next = new Set(before)
        for (const isoCode of isoCodes)
          if (wanted) next.add(isoCode)
          else next.delete(isoCode)
        return next
      }),
    [],
  )
  const chosenCountries = list.data?.items.filter(({ isoCode }) => chosen.has(isoCode)) ?? []
  const clear = () => {
    change({ q: undefined, enabled: undefined })
    field.clear()
  }

  return (
    <>
      <PageHeader
        title="Country permissions"
        sentence={<CountriesSentence page={list.data} at={list.dataUpdatedAt} />}
      />
      <Exposure
        rows={rows}
        usage={counted}
        usageAt={usage.dataUpdatedAt}
        error={usage.error}
        onSelect={(found) =>
          choose(
            found.map(({ country }) => country.isoCode),
            true,
          )
        }
        onRetry={() => void usage.refetch()}
      />
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <SearchInput
          key={field.fieldKey}
          label="Search countries"
          placeholder="Name, code or dialling code"
          defaultValue={field.text}
          onSearch={(text) => text !== asked && change({ q: text }, 'replace')}
        />
        <label className="inline-flex items-center gap-2">
          <Switch
            aria-label="Enabled only"
            checked={enabledOnly}
            onChecked={(wanted) => change({ enabled: wanted ? 1 : undefined })}
          />
          <span aria-hidden>Enabled only</span>
        </label>
        {shown && shown.length > 0 && (
          <Button
            variant="quiet"
            onClick={() =>
              choose(
                shown.map(({ country }) => country.isoCode),
                true,
              )
            }
          >{`Select all ${shown.length} shown`}</Button>
        )}
      </div>
      <LiveRegion>{shown ? `${countText(shown.length, 'country', 'countries')} shown` : ''}</LiveRegion>
      {list.error && (
        <div className="mb-3">
          <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
        </div>
      )}
      {shown?.length === 0 && (
        <Panel>
          {rows?.length === 0 ? (
            <EmptyState
              title="The vendor listed no country"
              action={<Button onClick={() => void list.refetch()}>Read the list again</Button>}
            >
              A country permission says whether the trunks of this project may call a country. The vendor
              makes them with the project; without any, no outbound call is possible.
            </EmptyState>
          ) : (
            <EmptyState
              title={q ? `No country matches “${q}”` : 'No country is enabled'}
              action={<Button onClick={clear}>Show all countries</Button>}
            >
              {enabledOnly && q ? 'Only enabled countries are searched. ' : ''}
              Names, country codes such as SE, and dialling codes such as +46 are searched.
            </EmptyState>
          )}
        </Panel>
      )}
      {(continents ?? (list.error ? [] : [undefined])).map((continent, index, all) =>
        isInBrowser || !continent || countOf(all.slice(0, index)) < sentRows ? (
          <ContinentTable
            key={continent?.name ?? 'loading'}
            projectId={projectId}
            continent={continent}
            refusal={refusal}
            counting={counting}
            chosen={chosen}
            onChoose={choose}
            empty={null}
          />
        ) : (
          <ContinentRoom key={continent.name} rows={continent.rows.length} />
        ),
      )}
      <SelectionBar
        chosen={chosenCountries}
        hidden={chosenCountries.filter((one) => !shown?.some(({ country }) => country === one)).length}
        refusal={refusal}
        onChange={(enable) => setOpen({ chosen: chosenCountries, enable })}
        onClear={() => setChosen(new Set())}
      />
      {open && (
        <ChangeDialog
          projectId={projectId}
          chosen={open.chosen}
          enable={open.enable}
          onClose={() => setOpen(undefined)}
          onDone={() => {
            setOpen(undefined)
            setChosen(new Set())
          }}
        />
      )}
    </>
  )
}

function countOf(continents: readonly (Continent<CountryRow> | undefined)[]): number {
  return continents.reduce((sum, continent) => sum + (continent?.rows.length ?? 0), 0)
}

function rowsOf(
  countries: readonly Country[],
  usage: readonly { code: string; calls: number | null }[] | undefined,
): CountryRow[] {
  const calls = callsByCountry(countries, new Map(usage?.map(({ code, calls: count }) => [code, count])))
  const none = { calls: null, sharedWith: [] }
  return countries.map((country) => ({ country, usage: calls.get(country.isoCode) ?? none }))
}
