'use client'
import type { Route } from 'next'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Panel } from '@/components/ui/panel'
import { countText, phoneText } from '@/lib/format'
import { sharedPlaces, type Destination } from '@/lib/rules/failover'
import type { Tiers } from '@/lib/rules/tiers'
import { destinationText, namesText, type Names } from './board-words'
import type { TaggedEndpoint } from './endpoint-row'

/** Choose what fails; the result says where inbound calls go then, by configuration. */
export function Rehearsal(props: {
  tiers: Tiers
  endpoints: readonly TaggedEndpoint[]
  names: Names
  lost: ReadonlySet<string>
  destination: Destination
  /** How many phone numbers the trunk has; null when that could not be read. */
  numbers: number | null
  numbersHref: Route
  isDraft: boolean
  onLose: (ids: readonly string[]) => void
}) {
  const { tiers, lost, names } = props
  const off = new Set(props.endpoints.filter(({ enabled }) => !enabled).map(({ id }) => id))
  const toggle = (ids: readonly string[], on: boolean) => {
    const rest = [...lost].filter((id) => !ids.includes(id))
    props.onLose(on ? [...rest, ...ids] : rest)
  }
  return (
    <Panel title="Failover rehearsal" className="lg:mt-4">
      <div className="flex flex-col gap-3 px-4 py-3">
        <p className="text-muted">Choose what fails, and see where inbound calls go. Nothing is sent.</p>
        {tiers.map((all, index) => {
          const ids = all.filter((id) => !off.has(id))
          if (ids.length === 0) return null
          return (
            <fieldset key={all.join(' ')} className="flex flex-col">
              <legend className="text-sm font-medium">Tier {index + 1}</legend>
              {ids.map((id) => (
                <Choice
                  key={id}
                  label={`Lose ${names.get(id) ?? id}`}
                  checked={lost.has(id)}
                  onChange={(on) => toggle([id], on)}
                />
              ))}
              {ids.length > 1 && (
                <Choice
                  label={`Lose all of tier ${index + 1}`}
                  checked={ids.every((id) => lost.has(id))}
                  onChange={(on) => toggle(ids, on)}
                />
              )}
            </fieldset>
          )
        })}
      </div>
      <div role="status" aria-label="Result of the rehearsal" className="border-t px-4 py-3">
        <p className="font-medium">{destinationText(spoken(props.destination), names)}</p>
        {props.isDraft && <p className="text-sm text-muted">By the order on this page, not saved yet.</p>}
        {props.destination.kind === 'forwarded' && (
          <p className="text-sm text-muted">Each forwarded call is billed as two calls.</p>
        )}
      </div>
      <p className="border-t px-4 py-3">
        {props.numbers === null ? (
          <span className="text-muted">How many phone numbers this concerns could not be read.</span>
        ) : (
          <>
            This concerns{' '}
            <Link href={props.numbersHref} prefetch={false} className="underline underline-offset-2">
              {countText(props.numbers, 'phone number')} of this trunk
            </Link>
            .
          </>
        )}
      </p>
      {sharedPlaces(props.endpoints).map(({ place, ids }) => (
        <div key={place} className="flex flex-col items-start gap-1 border-t px-4 py-3">
          <p>
            {namesText(ids, names)} stand at <span className="font-mono text-sm wrap-anywhere">{place}</span>:
            one network failure would take {ids.length === 2 ? 'both' : 'all of them'}.
          </p>
          <Button size="sm" onClick={() => props.onLose(ids)}>
            Rehearse that
          </Button>
        </div>
      ))}
      <p className="border-t px-4 py-3 text-sm text-muted">
        By configuration only: what makes the vendor move on from an endpoint, and after how long, is not
        published.
      </p>
    </Panel>
  )
}

function Choice(props: { label: string; checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <label className="flex min-h-7 cursor-pointer items-center gap-2">
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChange(event.target.checked)}
        className="size-4 shrink-0 accent-accent"
      />
      <span className="min-w-0 wrap-anywhere">{props.label}</span>
    </label>
  )
}

function spoken(destination: Destination): Destination {
  if (destination.kind !== 'forwarded') return destination
  return { ...destination, number: phoneText(destination.number) }
}
