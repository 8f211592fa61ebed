'use client'
import { useMutation } from '@tanstack/react-query'
import { Button } from '@/components/ui/button'
import { errorText } from '@/components/ui/error-notice'
import { GatedButton } from '@/components/ui/gated-button'
import { readNumberKeys, type NumberRow } from '@/lib/client/phone-numbers'
import { countText, numberText } from '@/lib/format'
import type { NumberFilters } from './number-search'
import type { Selection } from './use-selection'

/** What is selected, how to select more, and what to do with it. It keeps its height, so that a first selection moves nothing. */
export function SelectionBar(props: {
  projectId: string
  rows: readonly NumberRow[]
  total: number
  /** The list has no pages: there is none to select. */
  isWhole: boolean
  filters: NumberFilters
  selection: Selection
  refusal: string | undefined
  onAssign: () => void
  onUnassign: () => void
}) {
  const { rows, total, selection, refusal } = props
  const all = useMutation({
    mutationFn: (filters: NumberFilters) => readNumberKeys(props.projectId, filters),
    onSuccess: ({ items }) => selection.setRows(items, true),
  })
  const isPageSelected = rows.length > 0 && rows.every((row) => selection.has(row.phoneNumber))
  const none = selection.size === 0
  const isNoneOnTrunk = !none && selection.values().every(({ trunkId }) => trunkId === '')
  const cut = all.data && all.data.total > all.data.items.length && selection.size === all.data.items.length
  return (
    <div
      role="group"
      aria-label="Selection"
      className="mb-2 flex min-h-8 flex-wrap items-center gap-x-3 gap-y-2"
    >
      {!props.isWhole && (
        <label className="flex min-h-6 cursor-pointer items-center gap-2 pl-3">
          <input
            type="checkbox"
            checked={isPageSelected}
            disabled={rows.length === 0}
            onChange={(event) => selection.setRows(rows, event.target.checked)}
            className="size-4 accent-accent"
          />
          Select this page
        </label>
      )}
      {(props.isWhole ? total > 0 : total > rows.length) && (
        <Button size="sm" variant="quiet" pending={all.isPending} onClick={() => all.mutate(props.filters)}>
          Select all {numberText(total)} matching
        </Button>
      )}
      <span role="status" className="text-muted">
        {none ? 'None selected' : `${countText(selection.size, 'number')} selected`}
        {cut && ` of ${numberText(all.data.total)}: 50,000 is the most at a time`}
      </span>
      {!none && all.data && (all.data.stale || !all.data.complete) && (
        <span role="status" className="text-sm text-warn">
          {all.data.complete
            ? 'Selected from the last good list; the vendor could not be read.'
            : 'The vendor’s list kept changing while it was read, so some numbers may be missing.'}
        </span>
      )}
      {all.isError && (
        <span role="alert" className="text-sm text-bad">
          {errorText(all.error).message}
        </span>
      )}
      {!none && (
        <Button size="sm" variant="quiet" onClick={selection.clear}>
          Clear selection
        </Button>
      )}
      <span className="ml-auto flex gap-2">
        <GatedButton
          size="sm"
          reason={
            refusal ??
            (none ? 'Select numbers first.' : isNoneOnTrunk ? 'None of these is on a trunk.' : undefined)
          }
          onClick={props.onUnassign}
        >
          Take off trunks
        </GatedButton>
        <GatedButton
          size="sm"
          reason={refusal ?? (none ? 'Select numbers first.' : undefined)}
          onClick={props.onAssign}
        >
          Assign to a trunk
        </GatedButton>
      </span>
    </div>
  )
}
