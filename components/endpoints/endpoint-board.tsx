'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { toast } from '@/components/ui/toast'
import { errorText } from '@/components/ui/error-notice'
import { LiveRegion } from '@/components/ui/live-region'
import { useLink } from '@/lib/client/links'
import { projectPath } from '@/lib/client/page-path'
import { useUpdate } from '@/lib/client/writes'
import { useUrlSearch } from '@/lib/client/url-search'
import { phoneText } from '@/lib/format'
import type { endpoints as endpointsResource } from '@/lib/resources/endpoints'
import { endpointPlace } from '@/lib/resources/places'
import { rehearse, whyPassed, type Destination, type Taker } from '@/lib/rules/failover'
import type { Spot } from '@/lib/rules/tiers'
import { Board } from './board'
import { destinationText, sharingText, spotWords } from './board-words'
import { currentEndpointOf } from './current-endpoint'
import { EndpointCard } from './endpoint-card'
import { actionsId, EndpointMenu } from './endpoint-menu'
import type { TaggedEndpoint } from './endpoint-row'
import { LastResort } from './last-resort'
import { LeaveGuard } from './leave-guard'
import { canRegister, registrationOf, type KnownLists } from './registration'
import { Rehearsal } from './rehearsal'
import { SaveBar } from './save-bar'
import { useBoard } from './use-board'

const DeleteEndpointDialog = dynamic(
  () => import('./endpoint-confirm-dialogs').then((module) => module.DeleteEndpointDialog),
  { ssr: false },
)
const LastEndpointDialog = dynamic(
  () => import('./endpoint-confirm-dialogs').then((module) => module.LastEndpointDialog),
  { ssr: false },
)

/** The endpoints of a trunk as tiers, the order that is being arranged, and what happens when some of them fail. */
export function EndpointBoard(props: {
  projectId: string
  trunkId: string
  endpoints: readonly TaggedEndpoint[]
  /** The number that calls are forwarded to when no endpoint takes them; empty for none. */
  forwardTo: string
  known: KnownLists & { numbers: number | null }
  refusal: string | undefined
  onEdit: (endpoint: TaggedEndpoint) => void
}) {
  const { projectId, trunkId, endpoints, forwardTo, known, refusal } = props
  const [search, change] = useUrlSearch()
  const board = useBoard(projectId, trunkId, endpoints)
  const { tiers, writes, isSaving } = board
  const { mutateAsync: update } = useUpdate<typeof endpointsResource>(endpointPlace, projectId, { trunkId })
  const link = useLink('credentialLists', projectId, trunkId)
  const [turning, setTurning] = useState<string>()
  const [moved, setMoved] = useState('')
  // The address follows, so that a box is checked at once and the rehearsal can be sent to someone.
  const [lose, setLose] = useState(search.get('lose') ?? '')
  const [open, setOpen] = useState<{ act: 'delete' | 'last'; endpoint: TaggedEndpoint }>()

  const byId = new Map(endpoints.map((endpoint) => [endpoint.id, endpoint]))
  const names = new Map(endpoints.map(({ id, name }) => [id, name]))
  const takers = new Map<string, Taker>(
    endpoints.map((one) => [one.id, { enabled: one.enabled, canRegister: canRegister(one, known) }]),
  )
  const lost = new Set(lose.split(',').filter((id) => byId.has(id)))
  const without = (ids: ReadonlySet<string>) => rehearse(tiers, takers, ids, forwardTo)
  const destination = without(lost)
  const afterwards = (id: string) => destinationText(spoken(without(new Set([id]))), names)
  const busy = refusal ?? (isSaving ? 'Wait until the order has been saved.' : undefined)

  const noteOf = (tier: number) => {
    const ids = tiers[tier] ?? []
    const sharing = sharingText(ids.filter((id) => takers.get(id)?.enabled).length)
    return [priorityText(ids), sharing].filter(Boolean).join(' · ')
  }
  const priorityText = (ids: readonly string[]) => {
    const write = writes.find(({ id }) => ids.includes(id))
    const priority = write?.priority ?? board.priorities.get(ids[0] ?? '') ?? null
    if (priority === null) return 'priority not said by the vendor'
    return write ? `priority ${priority} once saved` : `priority ${priority}`
  }
  const stateOf = (tier: number) => {
    const canTake = tiers[tier]?.some((id) => whyPassed(takers.get(id), lost.has(id)) === undefined)
    if (!canTake) return 'passed'
    const goesHere = destination.kind === 'endpoints' && destination.tier === tier
    return lost.size > 0 && goesHere ? 'takes' : undefined
  }

  const turn = async ({ id, etag, name }: TaggedEndpoint, enabled: boolean) => {
    setTurning(id)
    try {
      await update({ id, etag, input: { enabled } }).catch(async (error: unknown) => {
        // Another field was changed meanwhile: the switch has nothing against that.
        const current = currentEndpointOf(error)
        if (!current) throw error
        await update({ id, etag: current.etag, input: { enabled } })
      })
    } catch (error) {
      toast(`${name} could not be switched ${enabled ? 'on' : 'off'}. ${errorText(error).message}`)
    }
    setTurning(undefined)
  }
  const askToTurn = (endpoint: TaggedEndpoint, enabled: boolean) => {
    const isLast =
      !enabled &&
      without(new Set()).kind === 'endpoints' &&
      without(new Set([endpoint.id])).kind !== 'endpoints'
    if (isLast) setOpen({ act: 'last', endpoint })
    else void turn(endpoint, enabled)
  }
  const moveByMenu = (id: string, spot: Spot) => {
    setMoved(`${spotWords(tiers, id, spot, names)} Not saved yet.`)
    board.move(id, spot)
    // The card is drawn anew in its new tier; the keyboard goes with it.
    requestAnimationFrame(() => document.getElementById(actionsId(id))?.focus())
  }

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div>
        <Board
          tiers={tiers}
          names={names}
          isLocked={busy !== undefined}
          noteOf={noteOf}
          stateOf={stateOf}
          onMove={board.move}
        >
          {(id, grip) => {
            const endpoint = byId.get(id)
            if (!endpoint) return null
            return (
              <EndpointCard
                endpoint={endpoint}
                grip={grip}
                refusal={busy}
                registration={
                  endpoint.isRegistered ? registrationOf(endpoint.credentialUsername, known) : undefined
                }
                isLost={lost.has(id)}
                isTurning={turning === id}
                isLinking={link.isPending}
                onTurn={(enabled) => askToTurn(endpoint, enabled)}
                onLink={(list) =>
                  link.mutate([list.id], {
                    onError: (error) => toast(`“${list.name}” was not linked. ${errorText(error).message}`),
                  })
                }
                menu={
                  <EndpointMenu
                    id={id}
                    name={endpoint.name}
                    tiers={tiers}
                    refusal={busy}
                    onMove={(spot) => moveByMenu(id, spot)}
                    onEdit={() => props.onEdit(endpoint)}
                    onDelete={() => setOpen({ act: 'delete', endpoint })}
                  />
                }
              />
            )
          }}
        </Board>
        <LastResort forwardTo={forwardTo} isReached={lost.size > 0 && destination.kind !== 'endpoints'} />
        <SaveBar board={board} names={names} />
        <LiveRegion>{writes.length > 0 ? moved : ''}</LiveRegion>
        <LeaveGuard unsaved={writes.length > 0} onDiscard={board.discard} />
      </div>
      <Rehearsal
        tiers={tiers}
        endpoints={endpoints}
        names={names}
        lost={lost}
        destination={destination}
        numbers={known.numbers}
        numbersHref={projectPath(projectId, 'trunks', trunkId, 'numbers')}
        isDraft={writes.length > 0}
        onLose={(ids) => {
          setLose(ids.join(','))
          change({ lose: ids.join(',') }, 'replace')
        }}
      />
      {open?.act === 'delete' && (
        <DeleteEndpointDialog
          projectId={projectId}
          trunkId={trunkId}
          endpoint={open.endpoint}
          afterwards={afterwards(open.endpoint.id)}
          onClose={() => setOpen(undefined)}
        />
      )}
      {open?.act === 'last' && (
        <LastEndpointDialog
          endpoint={open.endpoint}
          afterwards={afterwards(open.endpoint.id)}
          onConfirm={async () => {
            await turn(open.endpoint, false)
            setOpen(undefined)
          }}
          onClose={() => setOpen(undefined)}
        />
      )}
    </div>
  )
}

function spoken(destination: Destination): Destination {
  if (destination.kind !== 'forwarded') return destination
  return { ...destination, number: phoneText(destination.number) }
}
