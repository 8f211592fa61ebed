'use client'
import type { CallSource } from '@/lib/rules/call-query'

const sources: readonly { source: CallSource; title: string; says: string }[] = [
  {
    source: 'archive',
    title: 'The archive',
    says: 'The console’s own copy of the calls: newest first, with every filter, and also when the vendor cannot be reached.',
  },
  {
    source: 'live',
    title: 'The vendor, live',
    says: 'Asks the vendor now: calls of the last seconds, in the vendor’s order, with its few filters and without SIP codes.',
  },
]

/** What it means to search in either place. */
export function SourceChoices(props: { source: CallSource; onSource: (source: CallSource) => void }) {
  return (
    <div role="group" aria-label="Where calls are searched" className="-mx-1 flex flex-col gap-1">
      {sources.map((one) => (
        <button
          key={one.source}
          type="button"
          aria-pressed={one.source === props.source}
          onClick={() => {
            props.onSource(one.source)
          }}
          className="rounded px-2 py-1.5 text-left hover:bg-sunken aria-pressed:bg-accent-soft"
        >
          <span className="block font-medium">{one.title}</span>
          <span className="block text-sm text-muted">{one.says}</span>
        </button>
      ))}
    </div>
  )
}
