'use client'
import { Command } from 'cmdk'
import type { House } from 'lucide-react'
import { Name } from '@/components/ui/name'

/** One thing the palette offers. */
export interface PaletteEntry {
  id: string
  label: string
  detail?: string
  icon: typeof House
  run: () => void
}

/** Entries of one kind; `note` says what stands in the place of entries that are not there. */
export interface PaletteEntries {
  name: string
  heading: string
  note?: string
  entries: readonly PaletteEntry[]
}

/** One group of the palette; choosing an entry closes the palette first. */
export function PaletteGroup({ heading, note, entries, onClose }: PaletteEntries & { onClose: () => void }) {
  if (entries.length === 0) return note ? <p className="px-2 py-1.5 text-sm text-muted">{note}</p> : null
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-faint"
    >
      {entries.map(({ id, label, detail, icon: Icon, run }) => (
        <Command.Item
          key={id}
          value={id}
          onSelect={() => {
            onClose()
            run()
          }}
          className="flex min-h-8 cursor-pointer items-center gap-2.5 rounded px-2 data-[selected=true]:bg-accent-soft data-[selected=true]:text-accent-text"
        >
          <Icon aria-hidden className="size-4 shrink-0" />
          <span className="min-w-0 flex-1 py-1">
            <Name>{label}</Name>
          </span>
          {detail && (
            <span className="max-w-[45%] shrink-0 truncate font-mono text-xs text-faint max-sm:hidden">
              {detail}
            </span>
          )}
        </Command.Item>
      ))}
    </Command.Group>
  )
}
