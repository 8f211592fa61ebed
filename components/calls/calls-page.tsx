'use client'
import { PageHeader } from '@/components/layout/page-header'
import { CallSearchPage } from './call-search-page'
import { SavedSearches } from './saved-searches'

/** All calls of a project. A page that is opened later than `sentAt`, out of the router's memory, searches anew. */
export function CallsPage(props: { projectId: string; sentAt: number }) {
  return <CallSearchPage {...props} Header={PageHeader} saved={SavedSearches} />
}
