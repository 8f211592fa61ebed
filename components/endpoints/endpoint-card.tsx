'use client'
import { cx } from 'class-variance-authority'
import { GripVertical, TriangleAlert } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { GatedButton } from '@/components/ui/gated-button'
import { IconButton } from '@/components/ui/icon-button'
import { Name } from '@/components/ui/name'
import { Switch } from '@/components/ui/switch'
import { Tooltip } from '@/components/ui/tooltip'
import type { Grip } from './board'
import { cardId, handleId, instructionsId } from './board-places'
import { targetText, type TaggedEndpoint } from './endpoint-row'
import type { Registration } from './registration'

/** One endpoint on the board. `refusal` says why nothing can be changed now. */
export function EndpointCard(props: {
  endpoint: TaggedEndpoint
  grip: Grip
  refusal: string | undefined
  registration: Registration | undefined
  isLost: boolean
  isTurning: boolean
  isLinking: boolean
  onTurn: (enabled: boolean) => void
  onLink: (list: { id: string; name: string }) => void
  menu: ReactNode
}) {
  const { endpoint, refusal, registration } = props
  const { id, name, enabled, isRegistered } = endpoint
  const { grip } = props
  const handle = (press: Partial<ComponentProps<'button'>>) => (
    <IconButton
      {...press}
      id={handleId(id)}
      label={`Move ${name}`}
      icon={<GripVertical />}
      className={refusal === undefined ? 'cursor-grab touch-none' : 'cursor-not-allowed opacity-60'}
    />
  )
  return (
    <div
      id={cardId(id)}
      className={cx(
        'flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded border bg-surface py-2 pr-2 pl-1',
        grip.isCarried && 'relative z-10 border-accent shadow-lg',
        props.isLost && 'bg-sunken',
      )}
    >
      {refusal === undefined ? (
        handle({
          'aria-roledescription': 'draggable',
          'aria-describedby': instructionsId,
          'aria-pressed': grip.isCarried || undefined,
          onPointerDown: grip.onPress,
          onKeyDown: grip.onPress,
        })
      ) : (
        <Tooltip text={refusal}>
          {(describedBy) => handle({ 'aria-disabled': true, 'aria-describedby': describedBy })}
        </Tooltip>
      )}
      <div className="min-w-0 flex-1 basis-40">
        <p className={cx('font-semibold', props.isLost && 'line-through')}>
          <Name>{name}</Name>
        </p>
        <p className="font-mono text-sm wrap-anywhere text-muted">{targetText(endpoint)}</p>
      </div>
      <div className="ml-auto flex flex-wrap items-center justify-end gap-2 max-sm:basis-full">
        {props.isLost && <Badge tone="warn">Lost in the rehearsal</Badge>}
        <Trap {...props} registration={registration} />
        <Badge>{isRegistered ? 'Registered' : 'Static'}</Badge>
        {!enabled && <Badge>Off</Badge>}
        <EnabledSwitch {...props} />
        {props.menu}
      </div>
    </div>
  )
}

function Trap(props: {
  endpoint: TaggedEndpoint
  registration: Registration | undefined
  refusal: string | undefined
  isLinking: boolean
  onLink: (list: { id: string; name: string }) => void
}) {
  const { registration } = props
  if (registration?.state === 'missing')
    return (
      <Badge tone="bad" icon={<TriangleAlert aria-hidden />}>
        No credential list has this user name
      </Badge>
    )
  if (registration?.state !== 'not_linked') return null
  const { list } = registration
  return (
    <>
      <span title="Every REGISTER is answered with 401 until the list is linked to this trunk.">
        <Badge tone="warn" icon={<TriangleAlert aria-hidden />}>
          Its credential list is not linked
        </Badge>
      </span>
      <GatedButton
        size="sm"
        reason={props.refusal}
        pending={props.isLinking}
        onClick={() => props.onLink(list)}
        aria-label={`Link “${list.name}” to this trunk`}
      >
        <span className="max-w-40 truncate">Link “{list.name}”</span>
      </GatedButton>
    </>
  )
}

function EnabledSwitch(props: {
  endpoint: TaggedEndpoint
  refusal: string | undefined
  isTurning: boolean
  onTurn: (enabled: boolean) => void
}) {
  const { name, enabled } = props.endpoint
  const look = { 'aria-label': `${name} takes calls`, checked: enabled, onChecked: props.onTurn }
  if (props.refusal === undefined)
    return (
      <Switch
        {...look}
        aria-disabled={props.isTurning || undefined}
        aria-busy={props.isTurning || undefined}
      />
    )
  return (
    <Tooltip text={props.refusal}>
      {(describedBy) => <Switch {...look} aria-disabled aria-describedby={describedBy} />}
    </Tooltip>
  )
}
