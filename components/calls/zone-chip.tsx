'use client'
import { QuietChip } from './quiet-chip'
import { useReaderZone } from './reader-zone'
import { SoonPanel } from './soon-panel'

/** The zone in which every time of the page is shown. */
export function ZoneChip(props: { zone: string | undefined; onZone: (zone: string | undefined) => void }) {
  const readerZone = useReaderZone()
  const shown = props.zone ?? readerZone
  return (
    <QuietChip
      label="All times in"
      // The server cannot know the reader's zone: what it writes only keeps the room.
      value={shown ?? <span className="invisible">Europe/Stockholm</span>}
    >
      {(close) => (
        <SoonPanel
          panel="zone"
          zone={props.zone}
          onZone={(zone) => {
            props.onZone(zone)
            close()
          }}
        />
      )}
    </QuietChip>
  )
}
