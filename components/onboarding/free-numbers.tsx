'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorNotice } from '@/components/ui/error-notice'
import { LiveRegion } from '@/components/ui/live-region'
import { SearchInput } from '@/components/ui/search-input'
import { Select } from '@/components/ui/select'
import { Skeleton } from '@/components/ui/skeleton'
import { placesOf } from '@/lib/client/number-places'
import type { NumberRow } from '@/lib/client/phone-numbers'
import { listQuery } from '@/lib/client/queries'
import { countText, listText, numberText, phoneText } from '@/lib/format'
import type { phoneNumbers } from '@/lib/resources/phone-numbers'
import { phoneNumberPlace } from '@/lib/resources/places'

const firstShown = 10
const mostShown = 500

/** The numbers of the project to choose from: those on no trunk first, all of them on demand. */
export function FreeNumbers(props: {
  projectId: string
  trunkId: string
  chosen: ReadonlySet<string>
  /** What a run has put on the trunk already. */
  made: ReadonlySet<string>
  onToggle: (rows: readonly NumberRow[], on: boolean) => void
}) {
  const [q, setQ] = useState('')
  const [unassigned, setUnassigned] = useState('1')
  const [pageSize, setPageSize] = useState(firstShown)
  const found = useQuery(
    listQuery<typeof phoneNumbers, NumberRow>(
      phoneNumberPlace,
      props.projectId,
      {},
      { q, unassigned, pageSize },
    ),
  )
  const rows = found.data?.items ?? []
  const more = (found.data?.total ?? 0) - rows.length
  // What is on the trunk already is no choice.
  const isHere = (row: NumberRow) => row.trunkId !== '' && row.trunkId === props.trunkId
  const open = rows.filter((row) => !isHere(row) && !props.made.has(row.phoneNumber))
  const left = open.filter(({ phoneNumber }) => !props.chosen.has(phoneNumber))
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 font-medium">Numbers of this project</legend>
      <div className="flex flex-wrap gap-2">
        <SearchInput
          label="Search numbers"
          placeholder="Search numbers and names"
          defaultValue=""
          onSearch={(text) => {
            setQ(text)
            setPageSize(firstShown)
          }}
        />
        <Select
          aria-label="Which numbers"
          className="w-auto"
          value={unassigned}
          onValue={setUnassigned}
          options={[
            { value: '1', label: 'On no trunk' },
            { value: '', label: 'All numbers' },
          ]}
        />
        {left.length > 1 && (
          <Button variant="quiet" onClick={() => props.onToggle(left, true)}>
            Choose all {numberText(left.length)} shown
          </Button>
        )}
      </div>
      <LiveRegion>{found.data ? countText(found.data.total, 'number') : ''}</LiveRegion>
      {found.error && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.total === 0 && (
        <p className="text-muted">
          {q !== ''
            ? `No number matches “${q}”.`
            : unassigned
              ? 'Every number of this project is on a trunk.'
              : 'This project has no number yet.'}
        </p>
      )}
      {found.isPending && <Skeleton className="w-56" />}
      <ul className="grid gap-x-4 sm:grid-cols-2" aria-busy={found.isFetching || undefined}>
        {rows.map((row) => (
          <li key={row.phoneNumber}>
            <label className="-mx-2 flex min-h-8 cursor-pointer items-center gap-2 rounded px-2 py-1 hover:bg-sunken has-checked:bg-accent-soft has-disabled:cursor-default">
              <input
                type="checkbox"
                checked={props.chosen.has(row.phoneNumber) || isHere(row)}
                disabled={isHere(row) || props.made.has(row.phoneNumber)}
                onChange={(event) => props.onToggle([row], event.target.checked)}
                className="size-4 shrink-0 accent-accent"
              />
              <span className="font-mono text-sm whitespace-nowrap">{phoneText(row.phoneNumber)}</span>
              <span className="min-w-0 truncate text-sm text-muted">
                {isHere(row) ? 'on this trunk already' : usedBy(row)}
              </span>
            </label>
          </li>
        ))}
      </ul>
      {more > 0 &&
        (pageSize < mostShown ? (
          <div>
            <Button size="sm" variant="quiet" onClick={() => setPageSize(Math.min(mostShown, pageSize * 5))}>
              Show more of {numberText(found.data?.total ?? 0)}
            </Button>
          </div>
        ) : (
          <p className="text-sm text-faint">{numberText(more)} more: search to find them.</p>
        ))}
    </fieldset>
  )
}

function usedBy(row: NumberRow): string {
  const places = placesOf(row).map(({ name }) => name)
  return places.length === 0 ? row.displayName : `used by ${listText(places)}`
}
