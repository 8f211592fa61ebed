import { Download } from 'lucide-react'
import type { Route } from 'next'
import { ButtonLink } from '@/components/ui/button-link'
import { numberExportPath } from '@/lib/client/phone-numbers'
import { filtersOf, type NumberSearch } from './number-search'

/** Gives the list as it is filtered now as a file. */
export function ExportLink({ projectId, query }: { projectId: string; query: NumberSearch }) {
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
