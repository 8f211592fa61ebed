import { Age } from '@/components/ui/age'
import type { ListPage } from '@/lib/client/queries'
import { countText } from '@/lib/format'

/** How many lists there are and how far this can be relied upon. `at` is when the browser got the page. */
export function ListsSentence(props: {
  page: Omit<ListPage<unknown>, 'items'> | undefined
  at: number
  q: string
  /** The answer is that of an earlier question, kept until the new one is there. */
  isOld: boolean
}) {
  const { page, at, q } = props
  if (!page) return <>Reading the access control lists…</>
  if (props.isOld) return <>Searching…</>
  const age = <Age seconds={page.ageSeconds} at={at} />
  const count = countText(page.total, 'access control list')
  const found = q ? `${count} ${page.total === 1 ? 'matches' : 'match'} “${q}”` : count
  if (page.stale) {
    return (
      <span className="text-warn">
        Last good list from {age}: {page.staleReason ?? 'the vendor could not be read.'}{' '}
        <span className="text-muted">{found}.</span>
      </span>
    )
  }
  return (
    <>
      {found}, read {age}
      {!page.complete && '. The vendor’s list kept changing while it was read, so one may be missing'}
    </>
  )
}
