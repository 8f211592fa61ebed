import { Age } from '@/components/ui/age'
import type { ListPage } from '@/lib/client/queries'
import { countText } from '@/lib/format'

/** How many objects a list has and how far this can be relied upon. `at` is when the browser got the page. */
export function CollectionSentence(props: {
  page: Omit<ListPage<unknown>, 'items'> | undefined
  /** As within a sentence: "credential list", "credential lists". */
  one: string
  many: string
  at: number
  q: string
  /** The answer is that of an earlier question, kept until the new one is there. */
  isOld: boolean
}) {
  const { page, at, q } = props
  if (!page) return <>Reading the {props.many}…</>
  // What was found, the question and its time belong together.
  if (props.isOld) return <>Searching…</>
  const age = <Age seconds={page.ageSeconds} at={at} />
  const count = countText(page.total, props.one, props.many)
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
      {!page.complete &&
        `. The vendor’s list kept changing while it was read, so a ${props.one} may be missing`}
    </>
  )
}
