'use client'
import { DndContext, useDroppable } from '@dnd-kit/core'
import { cx } from 'class-variance-authority'
import { useState, type ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { tierIndexOf, type Spot, type Tiers } from '@/lib/rules/tiers'
import { announcementsOn, collisionsOn, spotId, spotOf, useBoardSensors } from './board-drag'
import type { Names } from './board-words'

/** Tiers one under the other, with gaps between them for a tier of its own; endpoints are carried by mouse, touch and keyboard. */
export function Board(props: {
  tiers: Tiers
  names: Names
  /** The priority that a tier has, or will have once the draft is saved, and how its calls are shared. */
  noteOf: (tier: number) => string
  /** Why a tier is passed over, and whether calls go there now. */
  stateOf: (tier: number) => 'takes' | 'passed' | undefined
  onMove: (id: string, spot: Spot) => void
  children: (id: string) => ReactNode
}) {
  const { tiers, names } = props
  const [carried, setCarried] = useState<string>()
  const sensors = useBoardSensors(tiers)
  return (
    <DndContext
      id="tier-board"
      sensors={sensors}
      collisionDetection={collisionsOn(tiers)}
      autoScroll={{ threshold: { x: 0, y: 0.08 } }}
      accessibility={{
        announcements: announcementsOn(tiers, names),
        screenReaderInstructions: {
          draggable:
            'Space picks it up, the arrow keys choose a tier, space puts it down, escape puts it back.',
        },
      }}
      onDragStart={({ active }) => setCarried(String(active.id))}
      onDragCancel={() => setCarried(undefined)}
      onDragEnd={({ active, over }) => {
        setCarried(undefined)
        const spot = spotOf(over?.id)
        if (spot) props.onMove(String(active.id), spot)
      }}
    >
      <div>
        {tiers.map((ids, index) => (
          <div key={ids.join(' ')}>
            <Gap index={index} carrying={carried !== undefined} />
            <Tier
              index={index}
              ids={ids}
              note={props.noteOf(index)}
              state={props.stateOf(index)}
              target={carried !== undefined && tierIndexOf(tiers, carried) !== index}
            >
              {props.children}
            </Tier>
          </div>
        ))}
        <Gap index={tiers.length} carrying={carried !== undefined} />
      </div>
    </DndContext>
  )
}

function Gap({ index, carrying }: { index: number; carrying: boolean }) {
  const { setNodeRef, isOver } = useDroppable({ id: spotId({ kind: 'gap', index }) })
  return (
    <div ref={setNodeRef} className="relative h-4">
      {carrying && (
        <div
          aria-hidden
          className={cx(
            'absolute inset-x-0 top-1/2 -translate-y-1/2 rounded border border-dashed text-center text-xs/5',
            isOver ? 'border-accent bg-accent-soft text-accent-text' : 'border-line-strong',
          )}
        >
          {isOver && 'A tier of its own'}
        </div>
      )}
    </div>
  )
}

function Tier(props: {
  index: number
  ids: readonly string[]
  note: string
  state: 'takes' | 'passed' | undefined
  target: boolean
  children: (id: string) => ReactNode
}) {
  const { index, ids } = props
  const { setNodeRef, isOver } = useDroppable({ id: spotId({ kind: 'tier', index }) })
  const title = `Tier ${index + 1}, ${index === 0 ? 'tried first' : 'tried next'}`
  return (
    <section
      ref={setNodeRef}
      aria-label={title}
      className={cx(
        'rounded-lg border bg-surface p-3 shadow',
        isOver && props.target && 'border-accent outline-2 outline-accent',
      )}
    >
      <div className="mb-2 flex min-h-6 flex-wrap items-center gap-x-2 px-1">
        <h3 className="font-semibold">{title}</h3>
        <p className="text-sm text-muted">{props.note}</p>
        {props.state === 'takes' && <Badge tone="info">Calls go here</Badge>}
        {props.state === 'passed' && <Badge>Passed over</Badge>}
      </div>
      <ul className="flex flex-col gap-2">
        {ids.map((id) => (
          <li key={id}>{props.children(id)}</li>
        ))}
      </ul>
    </section>
  )
}
