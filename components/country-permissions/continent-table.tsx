'use client'
import { memo, type ReactNode } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { DataTable } from '@/components/ui/data-table'
import type { Column } from '@/components/ui/data-table-head'
import { Skeleton } from '@/components/ui/skeleton'
import { CallsCell } from './calls-cell'
import type { CountryRow } from './country'
import type { Continent } from './country-search'
import { CountrySwitch } from './country-switch'

// About as high as they are drawn on a wide screen, so that the scroll bar does not jump.
const headPx = 76
const rowPx = 37
const loadingRows = 8
const heightOf = (rows: number) => headPx + rows * rowPx

/** The room of a continent out of sight, which the browser draws by itself. */
export function ContinentRoom({ rows }: { rows: number }) {
  return <div aria-hidden className="mb-5" style={{ blockSize: heightOf(rows) }} />
}

interface Acts {
  projectId: string
  refusal: string | undefined
  counting: boolean
  chosen: ReadonlySet<string>
  onChoose: (isoCodes: readonly string[], chosen: boolean) => void
}

/** The countries of one continent; without any they are still being read. */
export const ContinentTable = memo(function ContinentTable(
  props: Acts & { continent: Continent<CountryRow> | undefined; empty: ReactNode },
) {
  const { continent, chosen, onChoose } = props
  const rows = continent?.rows
  const isoCodes = rows?.map(({ country }) => country.isoCode) ?? []
  const isAll = isoCodes.length > 0 && isoCodes.every((isoCode) => chosen.has(isoCode))
  return (
    <section
      // There are some 200 rows: those of continents that are out of sight are laid out when they come near. The padding leaves room for
      // the shadow, which would be cut off.
      className="-mx-1 mb-5 px-1 pb-1 [content-visibility:auto]"
      style={{ containIntrinsicBlockSize: `auto ${heightOf(rows?.length ?? loadingRows)}px` }}
    >
      <div className="mb-2 flex min-h-6 items-center gap-2 pl-3 max-sm:pl-2">
        {continent && (
          <Checkbox
            aria-label={`Select ${continent.name}`}
            checked={isAll}
            partly={isoCodes.some((isoCode) => chosen.has(isoCode))}
            onChecked={(wanted) => onChoose(isoCodes, wanted)}
          />
        )}
        <h2 className="text-base font-semibold">{continent?.name ?? <Skeleton className="w-20" />}</h2>
        {rows && (
          <span className="text-muted">
            {rows.filter(({ country }) => country.enabled).length} of {rows.length} enabled
          </span>
        )}
      </div>
      <DataTable
        caption={`Countries: ${continent?.name ?? 'loading'}`}
        columns={columnsOf(props)}
        rows={rows}
        rowKey={({ country }) => country.isoCode}
        empty={props.empty}
      />
    </section>
  )
})

function columnsOf({ projectId, refusal, counting, chosen, onChoose }: Acts): Column<CountryRow>[] {
  return [
    {
      key: 'select',
      header: 'Select',
      headerHidden: true,
      phone: 'detail',
      className: 'w-12 py-0.5! @max-xl:absolute @max-xl:top-2 @max-xl:left-2',
      cell: ({ country: { isoCode, name } }) => (
        <Checkbox
          aria-label={`Select ${name}`}
          checked={chosen.has(isoCode)}
          onChecked={(wanted) => onChoose([isoCode], wanted)}
        />
      ),
    },
    {
      key: 'name',
      header: 'Country',
      phone: 'title',
      className: '@xl:w-[34%] @max-xl:pr-12 @max-xl:pl-6',
      cell: ({ country }) => country.name,
    },
    {
      key: 'isoCode',
      header: 'Code',
      phone: 'detail',
      className: 'font-mono text-sm @xl:w-16 @max-xl:pl-6',
      cell: ({ country }) => country.isoCode,
    },
    {
      key: 'codes',
      header: 'Dialling code',
      phone: 'detail',
      className: 'font-mono text-sm @xl:w-48 whitespace-nowrap',
      hideBelow: 768,
      cell: ({ country }) => country.countryDialingCodes.join(' ') || <span className="text-faint">–</span>,
    },
    {
      key: 'calls',
      header: 'Calls, 90 days',
      phone: 'detail',
      cell: (row) => <CallsCell row={row} counting={counting} />,
    },
    {
      key: 'actions',
      header: 'Enabled',
      phone: 'detail',
      className: 'w-20 py-0.5! @max-xl:absolute @max-xl:w-auto @max-xl:top-2 @max-xl:right-3',
      cell: ({ country }) => <CountrySwitch projectId={projectId} country={country} refusal={refusal} />,
    },
  ]
}
