'use client'
import { useQuery } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { useSignedIn } from '@/components/layout/session-context'
import { Button } from '@/components/ui/button'
import { linkStatusQuery } from '@/lib/client/projects'
import { countText } from '@/lib/format'
import { hasRole } from '@/lib/roles'
import type { SearchCoverage } from '@/lib/rules/call-history'
import type { CallFilters } from '@/lib/rules/call-query'
import type { CallWindow } from '@/lib/rules/call-window'
import { notAskedLive } from '@/lib/rules/live-filters'
import { whyMissing, withoutDetailsText } from './missing-calls'
import { notAskedWords } from './not-asked'
import { LocalWindow } from './reader-zone'

const shown = 3

const theyCome = 'Details come some minutes after a call, with the vendor’s export.'

/** Which part of the search the archive does not hold, why, and what to do about it. */
export function CoverageNotice(props: {
  projectId: string
  coverage: SearchCoverage
  filters: CallFilters
  window: CallWindow
  onSearchLive: (window: CallWindow) => void
}) {
  const { coverage } = props
  if (coverage.state === 'off') {
    return (
      <Notice title="This project keeps no archive of its calls, so nothing can be found in it.">
        <p>
          <Button size="sm" onClick={() => props.onSearchLive(props.window)}>
            Search it live
          </Button>
        </p>
      </Notice>
    )
  }
  const { missing } = coverage
  const withoutDetails = withoutDetailsText(coverage.withoutDetails, props.filters)
  if (missing.length === 0 && withoutDetails !== '') {
    return (
      <Notice title={withoutDetails}>
        <p className="text-muted">{theyCome}</p>
      </Notice>
    )
  }
  const rest = missing.length - shown
  return (
    <Notice title="The archive does not hold all of this search: calls may be missing below.">
      <ul aria-label="Missing stretches" className="flex flex-col gap-1.5">
        {missing.slice(0, shown).map((gap) => (
          <li key={gap.start} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="min-w-0 flex-1 basis-80">
              <span className="font-medium">
                <LocalWindow window={gap} />
              </span>
              : {whyMissing(gap, coverage)}
            </span>
            <Button size="sm" onClick={() => props.onSearchLive(gap)}>
              Search it live
            </Button>
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <p className="mt-1.5 text-muted">And {countText(rest, 'older stretch', 'older stretches')}.</p>
      )}
      {withoutDetails !== '' && (
        <p className="mt-1.5">
          {withoutDetails} {theyCome}
        </p>
      )}
      {coverage.state === 'failing' && <KeyHint projectId={props.projectId} />}
    </Notice>
  )
}

/** That the vendor rejects the key is why nothing is read, until somebody replaces it. */
function KeyHint({ projectId }: { projectId: string }) {
  const { role } = useSignedIn()
  const { data } = useQuery(linkStatusQuery(projectId))
  if (data?.state !== 'key_rejected') return null
  return (
    <p className="mt-1.5">
      {hasRole(role, 'admin') ? (
        <Link href="/settings/projects" className="underline underline-offset-2">
          Replace the access key in settings
        </Link>
      ) : (
        'Ask an admin to replace the access key.'
      )}
    </p>
  )
}

/** What the vendor could not be asked for in a live search. */
export function NotAskedNotice({ filters }: { filters: CallFilters }) {
  const fields = notAskedLive(filters)
  if (fields.length === 0) return null
  return (
    <Notice
      title={`The vendor was not asked for ${notAskedWords(fields)}: its live search cannot filter by that.`}
    >
      <p className="text-muted">The calls below may not match. The archive filters by everything.</p>
    </Notice>
  )
}

/** Something about what stands below that must not be overlooked. */
function Notice({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <section aria-label={title} className="mb-3 flex items-start gap-3 rounded-lg bg-warn-soft px-4 py-3">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
      <div className="min-w-0 flex-1">
        <p className="mb-1 font-medium">{title}</p>
        {children}
      </div>
    </section>
  )
}
