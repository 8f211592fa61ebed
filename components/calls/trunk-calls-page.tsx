'use client'
import { SectionHeader } from '@/components/layout/section-header'
import { CallSearchPage } from './call-search-page'

/** The calls of one trunk, as a part of its page. */
export function TrunkCallsPage(props: { projectId: string; trunkId: string; sentAt: number }) {
  return <CallSearchPage {...props} Header={SectionHeader} />
}
