'use client'
import { Download, Plus } from 'lucide-react'
import type { Route } from 'next'
import { CollectionSentence } from '@/components/layout/collection-sentence'
import { PageHeader } from '@/components/layout/page-header'
import { useRefusalReason } from '@/components/layout/session-context'
import { UnreadableAddress } from '@/components/layout/unreadable-address'
import { ButtonLink } from '@/components/ui/button-link'
import { projectPath } from '@/lib/client/page-path'
import { numberExportPath } from '@/lib/client/phone-numbers'
import { useUrlSearch } from '@/lib/client/url-search'
import { NumberList } from './number-list'
import { filtersOf, readNumberSearch, type NumberSearch } from './number-search'
import { UnsettledRents } from './unsettled-rents'

/** All phone numbers of a project; what is searched, how it is sorted and which page is open stand in the address. */
export function PhoneNumbersPage({ projectId }: { projectId: string }) {
  const [search] = useUrlSearch()
  const refusal = useRefusalReason('operator')
  const { query, problems } = readNumberSearch(search)
  if (problems) return <UnreadableAddress title="Phone numbers" problems={problems} />
  return (
    <NumberList
      projectId={projectId}
      query={query}
      head={(list) => (
        <>
          <PageHeader
            title="Phone numbers"
            sentence={<CollectionSentence {...list} one="phone number" many="phone numbers" q="" />}
            actions={
              <>
                <ExportLink projectId={projectId} query={query} />
                <ButtonLink
                  href={projectPath(projectId, 'phone-numbers', 'rent')}
                  variant="primary"
                  icon={<Plus aria-hidden className="size-4" />}
                >
                  Rent a number
                </ButtonLink>
              </>
            }
          />
          <UnsettledRents projectId={projectId} refusal={refusal} />
        </>
      )}
    />
  )
}

/** The phone numbers of one trunk, as a tab of it. */
export function TrunkNumbers({ projectId, trunkId }: { projectId: string; trunkId: string }) {
  const [search] = useUrlSearch()
  const { query, problems } = readNumberSearch(search)
  if (problems) return <UnreadableAddress title="Phone numbers of this trunk" problems={problems} />
  return (
    <NumberList
      projectId={projectId}
      query={query}
      fixedTrunkId={trunkId}
      head={(list) => (
        <div className="mb-3 flex flex-wrap items-center gap-2">
          <p className="flex-1 text-muted">
            <CollectionSentence {...list} one="phone number" many="phone numbers" q="" />
          </p>
          <ExportLink projectId={projectId} query={{ ...query, trunkId }} />
          <ButtonLink href={projectPath(projectId, 'phone-numbers')}>All phone numbers</ButtonLink>
        </div>
      )}
    />
  )
}

function ExportLink({ projectId, query }: { projectId: string; query: NumberSearch }) {
  return (
    <ButtonLink
      // An address of the API; with `download` the browser takes it, not the router.
      href={numberExportPath(projectId, filtersOf(query)) as Route}
      prefetch={false}
      download
      icon={<Download aria-hidden className="size-4" />}
    >
      Export CSV
    </ButtonLink>
  )
}
