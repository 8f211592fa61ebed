'use client'
import { DndContext, useDraggable, useDroppable } from '@dnd-kit/core'
import { useEffect, useLayoutEffect } from 'react'
import type { Spot, Tiers } from '@/lib/rules/tiers'
import { announcementsOn, collisionsOn, useBoardSensors } from './board-drag'
import { cardId, handleId, spotId, spotOf } from './board-places'
import type { Names } from './board-words'
import type { Press, Register } from './use-carrying'

/** An endpoint on its way, and the place that it is over. */
export interface Carried {
  id: string
  over: Spot | undefined
}

/** Drag and drop for a board that is drawn already: mouse, touch and keyboard. Draws nothing but what is read out. */
export function Carrying(props: {
  tiers: Tiers
  names: Names
  /** Nothing can be picked up now. */
  isLocked: boolean
  register: Register
  onCarry: (carried: Carried | undefined) => void
  onMove: (id: string, spot: Spot) => void
}) {
  const { tiers, names, onCarry } = props
  const sensors = useBoardSensors(tiers)
  const gaps = [...tiers.keys(), tiers.length].map((index): Spot => ({ kind: 'gap', index }))
  const rows = [...tiers.keys()].map((index): Spot => ({ kind: 'tier', index }))
  return (
    <DndContext
      id="tier-board"
      sensors={sensors}
      collisionDetection={collisionsOn(tiers)}
      autoScroll={{ threshold: { x: 0, y: 0.08 } }}
      accessibility={{
        announcements: announcementsOn(tiers, names),
        // Said by the board itself, which is there before.
        screenReaderInstructions: { draggable: '' },
      }}
      onDragStart={({ active }) => onCarry({ id: String(active.id), over: undefined })}
      onDragOver={({ active, over }) => onCarry({ id: String(active.id), over: spotOf(over?.id) })}
      onDragCancel={() => onCarry(undefined)}
      onDragEnd={({ active, over }) => {
        onCarry(undefined)
        const spot = spotOf(over?.id)
        if (spot) props.onMove(String(active.id), spot)
      }}
    >
      {[...gaps, ...rows].map((spot) => (
        <Droppable key={spotId(spot)} id={spotId(spot)} />
      ))}
      {tiers.flat().map((id) => (
        <Draggable key={id} id={id} isLocked={props.isLocked} register={props.register} />
      ))}
    </DndContext>
  )
}

// After every change of the board: a card that has come into another tier is another element.

function Droppable({ id }: { id: string }) {
  const { setNodeRef } = useDroppable({ id })
  useLayoutEffect(() => setNodeRef(document.getElementById(id)))
  return null
}

function Draggable({ id, isLocked, register }: { id: string; isLocked: boolean; register: Register }) {
  const { setNodeRef, setActivatorNodeRef, listeners, transform } = useDraggable({
    id,
    disabled: isLocked,
  })
  useLayoutEffect(() => {
    const card = document.getElementById(cardId(id))
    setNodeRef(card)
    setActivatorNodeRef(document.getElementById(handleId(id)))
    // Not through React: it would draw the card anew for each step of the pointer.
    if (card) card.style.transform = transform ? `translate3d(${transform.x}px, ${transform.y}px, 0)` : ''
  })
  useEffect(() => {
    const take = (press: Press) =>
      listeners?.[press.type === 'keydown' ? 'onKeyDown' : 'onPointerDown']?.(press)
    return register(id, take)
  })
  return null
}
