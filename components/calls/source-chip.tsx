'use client'
import type { CallSource } from '@/lib/rules/call-query'
import { QuietChip } from './quiet-chip'
import { SoonPanel } from './soon-panel'

/** Where calls are searched: in the console's archive, or at the vendor now. */
export function SourceChip(props: { source: CallSource; onSource: (source: CallSource) => void }) {
  return (
    <QuietChip label="Searched in" value={props.source === 'live' ? 'the vendor, live' : 'the archive'}>
      {(close) => (
        <SoonPanel
          panel="source"
          source={props.source}
          onSource={(source) => {
            props.onSource(source)
            close()
          }}
        />
      )}
    </QuietChip>
  )
}
