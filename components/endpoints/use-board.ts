'use client'
import { useState } from 'react'
import { finish } from '@/components/forms/done'
import { errorText } from '@/components/ui/error-notice'
import { useUpdate } from '@/lib/client/writes'
import { ApiError } from '@/lib/errors'
import type { endpoints as endpointsResource } from '@/lib/resources/endpoints'
import { endpointPlace } from '@/lib/resources/places'
import { drafted, prioritiesOf, standing, type TierDraft } from '@/lib/rules/tier-draft'
import { tiersOf, writesFor, type PriorityWrite, type Spot } from '@/lib/rules/tiers'
import { currentEndpointOf } from './current-endpoint'
import type { TaggedEndpoint } from './endpoint-row'

/** What became of an order that was not saved as a whole; ids of endpoints. */
export interface SaveReport {
  saved: readonly string[]
  failed: string
  /** Why it failed, in one sentence. */
  reason: string
  /** The vendor's answer was lost, so it may have been saved after all. */
  isUnknown: boolean
  waiting: readonly string[]
}

/** The order of a trunk's endpoints: as the vendor has it, or as a draft that has not been saved. */
export function useBoard(projectId: string, trunkId: string, listed: readonly TaggedEndpoint[]) {
  const { mutateAsync: update } = useUpdate<typeof endpointsResource>(endpointPlace, projectId, { trunkId })
  const [draft, setDraft] = useState<TierDraft>()
  const [isSaving, setSaving] = useState(false)
  const [report, setReport] = useState<SaveReport>()
  // A refused write tells more than the list, which the server keeps for half a minute; by the tag that was refused.
  const [learnt, setLearnt] = useState<ReadonlyMap<string, Pick<TaggedEndpoint, 'priority' | 'etag'>>>(
    new Map(),
  )
  const endpoints = listed.map((endpoint) => ({ ...endpoint, ...learnt.get(endpoint.etag) }))
  const stands = draft && standing(draft, endpoints)
  const tiers = stands?.tiers ?? tiersOf(endpoints)
  const writes = draft ? writesFor(tiers, endpoints, draft.touched) : []

  /** Gives an endpoint its priority on the condition that nobody else has given it another one. */
  async function write(endpoint: TaggedEndpoint, { id, priority }: PriorityWrite) {
    try {
      await update({ id, etag: endpoint.etag, input: { priority } })
    } catch (error) {
      const current = currentEndpointOf(error)
      if (current?.priority === priority) return
      if (!current) throw error
      if (current.priority !== endpoint.priority) {
        const { priority: theirs, etag } = current
        const refused = listed.find((one) => one.id === id)?.etag ?? ''
        setLearnt((before) => new Map(before).set(refused, { priority: theirs, etag }))
        throw movedMeanwhile(theirs)
      }
      // Another field was changed: that one stays as it is, and the order has nothing against it.
      await update({ id, etag: current.etag, input: { priority } })
    }
  }

  async function save() {
    if (!draft || isSaving) return
    setSaving(true)
    setReport(undefined)
    const seen = new Map(draft.seen)
    const sent = new Map(draft.sent)
    const saved: string[] = []
    let problem: SaveReport | undefined
    for (const [index, next] of writes.entries()) {
      const endpoint = endpoints.find(({ id }) => id === next.id)
      if (!endpoint) continue
      try {
        await write(endpoint, next)
        seen.set(next.id, next.priority)
        saved.push(next.id)
      } catch (error) {
        sent.set(next.id, next.priority)
        const waiting = writes.slice(index + 1).map(({ id }) => id)
        const isUnknown = error instanceof ApiError && error.details.outcomeUnknown === true
        problem = { saved, failed: next.id, reason: reasonOf(error), isUnknown, waiting }
        break
      }
    }
    setDraft(problem && { ...draft, seen, sent })
    setReport(problem)
    setSaving(false)
    if (!problem) finish('Order saved')
  }

  return {
    tiers,
    /** Priorities as the vendor has them. */
    priorities: prioritiesOf(endpoints),
    writes,
    isSaving,
    report,
    movedElsewhere: isSaving ? [] : (stands?.movedElsewhere ?? []),
    move(id: string, spot: Spot) {
      setReport(undefined)
      setDraft(drafted(draft, endpoints, id, spot))
    },
    save,
    discard() {
      setDraft(undefined)
      setReport(undefined)
    },
    /** Goes on with the draft over what somebody else has arranged meanwhile, which the person has now seen. */
    keepMine() {
      setDraft(draft && { ...draft, seen: prioritiesOf(endpoints) })
      setReport(undefined)
    },
  }
}

function movedMeanwhile(priority: number | null): ApiError {
  const now = priority === null ? 'another priority' : `priority ${priority}`
  return new ApiError(
    'changed_meanwhile',
    `Someone else has given it ${now} meanwhile, and that was not overwritten.`,
  )
}

function reasonOf(error: unknown): string {
  if (error instanceof ApiError && error.code === 'not_found') return 'It was deleted meanwhile.'
  return errorText(error).message
}
