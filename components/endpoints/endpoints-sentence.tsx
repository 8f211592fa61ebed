import { Age } from '@/components/ui/age'
import type { ListPage } from '@/lib/client/queries'
import { countText } from '@/lib/format'
import type { Endpoint } from './endpoint-row'

/** How many endpoints there are and how far this can be relied upon. `at` is when the browser got the list. */
export function EndpointsSentence({ page, at }: { page: ListPage<Endpoint> | undefined; at: number }) {
  if (!page) return <>Reading the endpoints…</>
  const age = <Age seconds={page.ageSeconds} at={at} />
  const on = page.items.filter(({ enabled }) => enabled).length
  const count = `${countText(page.total, 'endpoint')}, ${on} on`
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
      {!page.complete && '. The vendor’s list kept changing while it was read, so an endpoint may be missing'}
      {page.total > page.items.length && `. Only the first ${page.items.length} are shown`}
    </>
  )
}
