'use client'
import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import { useId, useState } from 'react'
import { Modal } from '@/components/ui/modal'
import type { Project } from '@/lib/client/projects'
import { PaletteGroup } from './palette-group'
import { usePaletteEntries } from './use-palette-entries'
import { typedMeanwhile } from './use-palette-key'

/** Finds trunks, numbers, lists, pages and actions by a few letters, and the list that an IP address is in. */
export function CommandPalette(props: {
  projects: readonly Project[]
  current?: Project
  onClose: () => void
}) {
  const id = useId()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState('')
  const groups = usePaletteEntries({ ...props, text })
  const entries = groups.flatMap((group) => group.entries)
  // Answers arrive while one types: what was chosen by arrow key stays, else the first entry is the one that Enter takes.
  const selected = entries.find((entry) => entry.id === chosen) ?? entries[0]

  return (
    <Modal
      labelledBy={id}
      onClose={props.onClose}
      className="inset-x-0 top-[12dvh] mx-auto max-h-[70dvh] w-[calc(100vw-2rem)] max-w-xl overflow-hidden rounded-lg border shadow-lg"
    >
      <h2 id={id} className="sr-only">
        Search
      </h2>
      <Command
        shouldFilter={false}
        loop
        label="Search"
        value={selected?.id ?? ''}
        onValueChange={setChosen}
        className="flex max-h-[70dvh] flex-col"
      >
        <div className="flex items-center gap-2 border-b px-3">
          <Search aria-hidden className="size-4 shrink-0 text-faint" />
          <Command.Input
            data-first-focus
            value={text}
            maxLength={200}
            onFocus={() => {
              const typed = typedMeanwhile()
              if (typed) setText((text) => text + typed)
            }}
            onValueChange={(next) => {
              setText(next)
              setChosen('')
            }}
            placeholder="Search trunks, numbers, lists, addresses, pages"
            className="h-12 w-full bg-transparent outline-none"
          />
        </div>
        <Command.List className="overflow-y-auto p-2">
          {groups.map((group) => (
            <PaletteGroup key={group.name} {...group} onClose={props.onClose} />
          ))}
        </Command.List>
      </Command>
    </Modal>
  )
}
