'use client'
import { cx } from 'class-variance-authority'
import { useState, type ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import type { Spot, Tiers } from '@/lib/rules/tiers'
import { instructionsId, spotId } from './board-places'
import type { Names } from './board-words'
import type { Carried } from './carrying'
import { useCarrying, type Press } from './use-carrying'

/** What the card of an endpoint needs for being carried. */
export interface Grip {
  isCarried: boolean
  onPress: (press: Press) => void
}

/** Tiers one under the other, with gaps between them for a tier of its own; endpoints are carried by mouse, touch and keyboard. */
export function Board(props: {
  tiers: Tiers
  names: Names
  /** Nothing can be carried now. */
  isLocked: boolean
  /** The priority that a tier has, or will have once the draft is saved, and how its calls are shared. */
  noteOf: (tier: number) => string
  /** Why a tier is passed over, and whether calls go there now. */
  stateOf: (tier: number) => 'takes' | 'passed' | undefined
  onMove: (id: string, spot: Spot) => void
  children: (id: string, grip: Grip) => ReactNode
}) {
  const { tiers, names, isLocked } = props
  const [carried, setCarried] = useState<Carried>()
  const { Carrying, register, press } = useCarrying()
  const isOver = (kind: Spot['kind'], index: number) =>
    carried?.over?.kind === kind && carried.over.index === index
  const gap = (index: number) => (
    <Gap index={index} carrying={carried !== undefined} isOver={isOver('gap', index)} />
  )
  return (
    <>
      {tiers.map((ids, index) => (
        <div key={ids.join(' ')}>
          {gap(index)}
          <Tier
            index={index}
            note={props.noteOf(index)}
            state={props.stateOf(index)}
            isTarget={isOver('tier', index) && carried !== undefined && !ids.includes(carried.id)}
          >
            {ids.map((id) => (
              <li key={id}>
                {props.children(id, {
                  isCarried: carried?.id === id,
                  onPress: (one) => press(id, one),
                })}
              </li>
            ))}
          </Tier>
        </div>
      ))}
      {gap(tiers.length)}
      <p id={instructionsId} hidden>
        Space picks it up, the arrow keys choose a tier, space puts it down, escape puts it back.
      </p>
      {Carrying && (
        <Carrying
          tiers={tiers}
          names={names}
          isLocked={isLocked}
          register={register}
          onCarry={setCarried}
          onMove={props.onMove}
        />
      )}
    </>
  )
}

function Gap({ index, carrying, isOver }: { index: number; carrying: boolean; isOver: boolean }) {
  return (
    <div id={spotId({ kind: 'gap', index })} className="relative h-4">
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
  note: string
  state: 'takes' | 'passed' | undefined
  isTarget: boolean
  children: ReactNode
}) {
  const { index } = props
  const title = `Tier ${index + 1}, ${index === 0 ? 'tried first' : 'tried next'}`
  return (
    <section
      id={spotId({ kind: 'tier', index })}
      aria-label={title}
      className={cx(
        'rounded-lg border bg-surface p-3 shadow',
        props.isTarget && 'border-accent outline-2 outline-accent',
      )}
    >
      <div className="mb-2 flex min-h-6 flex-wrap items-center gap-x-2 px-1">
        <h3 className="font-semibold">{title}</h3>
        <p className="text-sm text-muted">{props.note}</p>
        {props.state === 'takes' && <Badge tone="info">Calls go here</Badge>}
        {props.state === 'passed' && <Badge>Passed over</Badge>}
      </div>
      <ul className="flex flex-col gap-2">{props.children}</ul>
    </section>
  )
}
