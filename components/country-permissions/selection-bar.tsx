'use client'
import { Button } from '@/components/ui/button'
import { GatedButton } from '@/components/ui/gated-button'
import { LiveRegion } from '@/components/ui/live-region'
import { countText } from '@/lib/format'
import type { Country } from './country'

/** What can be done with the countries that are selected; it lies over the end of the page while there are any. */
export function SelectionBar(props: {
  chosen: readonly Country[]
  /** How many of them the search hides. */
  hidden: number
  refusal: string | undefined
  onChange: (enable: boolean) => void
  onClear: () => void
}) {
  const { chosen, hidden, refusal } = props
  const text = `${countText(chosen.length, 'country', 'countries')} selected`
  return (
    <>
      <LiveRegion>{chosen.length === 0 ? '' : text}</LiveRegion>
      {chosen.length > 0 && (
        <div
          role="group"
          aria-label="Selected countries"
          className="sticky bottom-3 z-20 flex flex-wrap items-center gap-2 rounded-lg border border-line-strong bg-raised px-4 py-2.5 shadow-lg"
        >
          <span className="mr-auto">
            <b className="font-semibold">{text}</b>
            {hidden > 0 && <span className="text-muted">, {hidden} of them not shown</span>}
          </span>
          <Button variant="quiet" onClick={props.onClear}>
            Clear
          </Button>
          <GatedButton reason={refusal} onClick={() => props.onChange(false)}>
            Block…
          </GatedButton>
          <GatedButton variant="primary" reason={refusal} onClick={() => props.onChange(true)}>
            Enable…
          </GatedButton>
        </div>
      )}
    </>
  )
}
