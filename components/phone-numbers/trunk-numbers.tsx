'use client'
import { CollectionSentence } from '@/components/layout/collection-sentence'
import { UnreadableAddress } from '@/components/layout/rare-pages'
import { ButtonLink } from '@/components/ui/button-link'
import { projectPath } from '@/lib/client/page-path'
import { useUrlSearch } from '@/lib/client/url-search'
import { ExportLink } from './export-link'
import { NumberList } from './number-list'
import { readNumberSearch } from './number-search'

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
