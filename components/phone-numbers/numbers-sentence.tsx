import { Age } from '@/components/ui/age'
import type { NumberRow } from '@/lib/client/phone-numbers'
import type { ListPage } from '@/lib/client/queries'
import { countText } from '@/lib/format'

/** How many numbers the filters leave and how far this can be relied upon. `at` is when the browser got the page. */
export function NumbersSentence(props: {
  page: ListPage<NumberRow> | undefined
  at: number
  /** The answer is that of an earlier question, kept until the new one is there. */
  isOld: boolean
}) {
  const { page, at } = props
  if (!page) return <>Reading the numbers…</>
  if (props.isOld) return <>Searching…</>
  const age = <Age seconds={page.ageSeconds} at={at} />
  const count = countText(page.total, 'phone number')
  if (page.stale)
    return (
      <span className="text-warn">
        Last good list from {age}: {page.staleReason ?? 'the vendor could not be read.'}{' '}
        <span className="text-muted">{count}.</span>
      </span>
    )
  return (
    <>
      {count}, read {age}
      {!page.complete && '. The vendor’s list kept changing while it was read, so a number may be missing'}
    </>
  )
}
