'use client'
import { Plus } from 'lucide-react'
import { CollectionSentence } from '@/components/layout/collection-sentence'
import { PageHeader } from '@/components/layout/page-header'
import { useRefusalReason } from '@/components/layout/session-context'
import { UnreadableAddress } from '@/components/layout/rare-pages'
import { ButtonLink } from '@/components/ui/button-link'
import { projectPath } from '@/lib/client/page-path'
import { useUrlSearch } from '@/lib/client/url-search'
import { ExportLink } from './export-link'
import { NumberList } from './number-list'
import { readNumberSearch } from './number-search'
import { TrunkFilter } from './trunk-filter'
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
      trunkFilter={(onChange) => <TrunkFilter projectId={projectId} query={query} onChange={onChange} />}
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
