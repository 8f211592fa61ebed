'use client'
import { CircleCheck } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { countText } from '@/lib/format'
import type { BadLine, LeftOut, WrittenRange } from '@/lib/rules/cidr-lines'
import { cidrText } from '@/lib/rules/cidr'
import type { RangesLint } from '@/lib/rules/cidr-lint'
import { FindingCounts } from './findings'

/** What pasted lines come to: how many are good, what the linter says, which are left out, and each bad line by its number. */
export function RangesPreview(props: {
  fresh: readonly WrittenRange[]
  bad: readonly BadLine[]
  leftOut: readonly LeftOut[]
  lint: RangesLint
  onTakeOffers?: () => void
}) {
  const { fresh, bad, leftOut, lint } = props
  const offers = bad.filter(({ offer }) => offer !== undefined).length
  if (fresh.length + bad.length + leftOut.length === 0) return null
  return (
    <div className="flex flex-col gap-2" role="group" aria-label="Preview">
      <p className="flex items-center gap-1.5 font-medium">
        <CircleCheck aria-hidden className="size-4 text-good" />
        {countText(fresh.length, 'range')} to save, {countText(lint.addresses, 'address', 'addresses')} in all
      </p>
      <FindingCounts findings={lint.findings} />
      {leftOut.length > 0 && (
        <details>
          <summary className="min-h-6 cursor-pointer">
            {countText(leftOut.length, 'double is', 'doubles are')} left out
          </summary>
          <Lines
            label="Doubles"
            lines={leftOut.map(({ range, of }) => ({
              line: range.line,
              text: cidrText(range),
              note: `The same addresses as ${of === 'this list' ? 'a range of this list' : of}.`,
            }))}
          />
        </details>
      )}
      {bad.length > 0 && (
        <div className="flex flex-col gap-1 rounded-lg bg-bad-soft px-4 py-3">
          <div className="flex flex-wrap items-center gap-2">
            <p className="flex-1 basis-48 font-medium">
              {countText(bad.length, 'line', 'lines')} cannot be used
            </p>
            {offers > 0 && props.onTakeOffers && (
              <Button size="sm" onClick={props.onTakeOffers}>
                Write {countText(offers, 'line')} as CIDR
              </Button>
            )}
          </div>
          <Lines
            label="Lines that cannot be used"
            lines={bad.map(({ line, text, problem }) => ({ line, text, note: problem }))}
          />
        </div>
      )}
    </div>
  )
}

/** Numbered lines with a sentence each, in a box that scrolls. */
export function Lines(props: {
  label: string
  lines: readonly { line: number; text: string; note: string }[]
}) {
  return (
    // A box that scrolls can be reached by keyboard.
    <ul tabIndex={0} aria-label={props.label} className="flex max-h-48 flex-col gap-1 overflow-auto text-sm">
      {props.lines.map(({ line, text, note }, index) => (
        <li key={index}>
          <b className="font-medium">Line {line}</b> <bdi className="font-mono break-all">{text}</bdi>{' '}
          <span>{note}</span>
        </li>
      ))}
    </ul>
  )
}
