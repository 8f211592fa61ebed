'use client'
import type { Route } from 'next'
import { usePathname } from 'next/navigation'
import { PageHeader } from '@/components/layout/page-header'
import { ButtonLink } from '@/components/ui/button-link'

/** An address that is no search: says what is wrong with each part, by its name on the page; nobody is asked. */
export function UnreadableAddress({ title, problems }: { title: string; problems: Record<string, string> }) {
  const here = usePathname()
  return (
    <>
      <PageHeader title={title} sentence="This address is not a search, so the vendor was not asked." />
      <div role="alert" className="rounded-lg bg-bad-soft px-4 py-3">
        <ul className="mb-3">
          {Object.entries(problems).map(([field, message]) => (
            <li key={field}>
              <b className="font-medium">{field}:</b> {message}
            </li>
          ))}
        </ul>
        {/* The page's own path without the search. */}
        <ButtonLink href={here as Route}>Start a new search</ButtonLink>
      </div>
    </>
  )
}
