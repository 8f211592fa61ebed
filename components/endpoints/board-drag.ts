import {
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
  type Announcements,
  type CollisionDetection,
  type KeyboardCoordinateGetter,
  type UniqueIdentifier,
} from '@dnd-kit/core'
import { nextSpot, spotsOf, tierIndexOf, type Spot, type Tiers } from '@/lib/rules/tiers'
import { spotId, spotOf } from './board-places'
import { spotWords, type Names } from './board-words'

// How near to the middle of a gap a pointer has to be to mean the gap and not the tier beside it, in pixels.
const gapReach = 14

/** Pointer (mouse, pen, touch) and keyboard; arrows go from place to place. */
export function useBoardSensors(tiers: Tiers) {
  const coordinateGetter: KeyboardCoordinateGetter = (event, { active, context }) => {
    const step = event.code === 'ArrowDown' ? 1 : event.code === 'ArrowUp' ? -1 : undefined
    const { over, droppableRects, collisionRect } = context
    if (step === undefined || !collisionRect) return undefined
    event.preventDefault()
    const id = String(active)
    const from = spotOf(over?.id) ?? { kind: 'tier', index: tierIndexOf(tiers, id) }
    const next = nextSpot(tiers, id, from, step)
    const rect = next && droppableRects.get(spotId(next))
    if (!rect) return undefined
    return {
      x: rect.left + (rect.width - collisionRect.width) / 2,
      y: rect.top + (rect.height - collisionRect.height) / 2,
    }
  }
  return useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, { coordinateGetter, scrollBehavior: 'auto' }),
  )
}

/** Finds the place that is meant: the board is one column, so only the height counts. */
export function collisionsOn(tiers: Tiers): CollisionDetection {
  return ({ active, pointerCoordinates, collisionRect, droppableRects, droppableContainers }) => {
    const y = pointerCoordinates?.y ?? collisionRect.top + collisionRect.height / 2
    const found = spotsOf(tiers, String(active.id)).flatMap((spot) => {
      const rect = droppableRects.get(spotId(spot))
      if (!rect) return []
      const fromMiddle = Math.abs(y - rect.top - rect.height / 2)
      const outside = Math.max(rect.top - y, y - rect.bottom, 0)
      // A gap within reach comes before the tier that reaches as far.
      const distance = spot.kind === 'gap' ? (fromMiddle <= gapReach ? -1 : outside) : outside
      return [{ id: spotId(spot), distance }]
    })
    return found
      .sort((one, other) => one.distance - other.distance)
      .slice(0, 1)
      .map(({ id, distance }) => ({
        id,
        data: { droppableContainer: droppableContainers.find((one) => one.id === id), value: distance },
      }))
  }
}

/** What is read out while an endpoint is carried. */
export function announcementsOn(tiers: Tiers, names: Names): Announcements {
  const stays = (id: UniqueIdentifier): Spot => ({ kind: 'tier', index: tierIndexOf(tiers, String(id)) })
  const words = (id: UniqueIdentifier, over: UniqueIdentifier | undefined) =>
    spotWords(tiers, String(id), spotOf(over) ?? stays(id), names)
  // The library says where an endpoint is right after it was picked up, over the words of the picking up; so both are the same.
  const picked = (id: UniqueIdentifier) =>
    `${names.get(String(id)) ?? id} picked up, in tier ${stays(id).index + 1} of ${tiers.length}. Up and down choose a place, space puts it there, escape puts it back.`
  return {
    onDragStart: ({ active }) => picked(active.id),
    onDragOver: ({ active, over }) =>
      over === null || over.id === spotId(stays(active.id)) ? picked(active.id) : words(active.id, over.id),
    onDragEnd: ({ active, over }) => `Put down. ${words(active.id, over?.id)}`,
    onDragCancel: ({ active }) => `Put back. ${words(active.id, undefined)}`,
  }
}
