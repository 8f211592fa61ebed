'use client'
import type { Route } from 'next'
import { usePathname } from 'next/navigation'
import { PageHeader } from '@/components/layout/page-header'
import { ButtonLink } from '@/components/ui/button-link'

const names: Record<string, string> = {
  from: 'From',
  to: 'To',
  trunkId: 'Trunk',
  callResult: 'Result',
  direction: 'Direction',
  last: 'Time',
  start: 'Time, from',
  end: 'Time, to',
  page: 'Page',
  pageSize: 'Rows',
}

/** An address that is no search: says what is wrong with each part; the vendor is not asked. */
export function UnreadableSearch({ problems }: { problems: Record<string, string> }) {
  const here = usePathname()
  return (
    <>
      <PageHeader title="Calls" sentence="This address is not a search, so the vendor was not asked." />
      <div role="alert" className="rounded-lg bg-bad-soft px-4 py-3">
        <ul className="mb-3">
          {Object.entries(problems).map(([field, message]) => (
            <li key={field}>
              <b className="font-medium">{names[field] ?? field}:</b> {message}
            </li>
          ))}
        </ul>
        {/* The page's own path without the search. */}
        <ButtonLink href={here as Route}>Start a new search</ButtonLink>
      </div>
    </>
  )
}
