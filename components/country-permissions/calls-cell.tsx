import { Badge } from '@/components/ui/badge'
import { numberText } from '@/lib/format'
import { isDialledInVain, isUnused, type CountryRow } from './country'

/** Calls to a country, who else is in the count, and what is remarkable about it. Its width does not depend on what is known yet. */
export function CallsCell({ row, counting }: { row: CountryRow; counting: boolean }) {
  const { calls, sharedWith } = row.usage
  return (
    <span className="inline-flex flex-wrap items-center gap-x-3 @xl:w-64 @xl:flex-nowrap">
      <span className="@xl:w-16 @xl:shrink-0 @xl:text-right">
        {calls === null ? (
          <span className="text-faint" title={counting ? 'Being counted' : 'Not known'}>
            <span aria-hidden>—</span>
            <span className="sr-only">{counting ? 'Being counted' : 'Not known'}</span>
          </span>
        ) : (
          numberText(calls)
        )}
        <span className="hidden @max-xl:inline"> calls</span>
      </span>
      {sharedWith.length > 0 && (
        <span
          className="truncate text-xs text-faint"
          title={`Counted together with ${sharedWith.join(', ')}`}
        >
          with {sharedWith.length === 1 ? sharedWith[0] : `${numberText(sharedWith.length)} other countries`}
        </span>
      )}
      {isUnused(row) && <Badge tone="warn">No call in 90 days</Badge>}
      {isDialledInVain(row) && <Badge tone="info">Blocked, but dialled</Badge>}
    </span>
  )
}
