'use client'
import { useState } from 'react'
import { ConfirmDialog } from '@/components/forms/confirm-dialog'
import { useRemove } from '@/lib/client/writes'
import type { endpoints } from '@/lib/resources/endpoints'
import { endpointPlace } from '@/lib/resources/places'
import { currentEndpointOf } from './current-endpoint'
import { targetText, type TaggedEndpoint } from './endpoint-row'

/** Deletes an endpoint after saying where calls go without it. */
export function DeleteEndpointDialog(props: {
  projectId: string
  trunkId: string
  endpoint: TaggedEndpoint
  /** Where inbound calls go without it, as a sentence. */
  afterwards: string
  onClose: () => void
}) {
  // What was read here is what is deleted; if it changed since, the server refuses, and a second press means what it is by then.
  const [endpoint, setEndpoint] = useState(props.endpoint)
  const { mutateAsync: remove } = useRemove<typeof endpoints>(endpointPlace, props.projectId, {
    trunkId: props.trunkId,
  })
  return (
    <ConfirmDialog
      title={`Delete ${endpoint.name}?`}
      verb="Delete endpoint"
      onConfirm={async () => {
        await remove({ id: endpoint.id, etag: endpoint.etag }).catch((error: unknown) => {
          const current = currentEndpointOf(error)
          if (current) setEndpoint({ ...endpoint, ...current })
          throw error
        })
        props.onClose()
      }}
      onClose={props.onClose}
    >
      <p>
        No call is sent to <span className="font-mono text-sm break-all">{targetText(endpoint)}</span> any
        more
        {endpoint.isRegistered
          ? '. Its user name stays in its credential list.'
          : ', and calls from this address are accepted only through an access control list.'}
      </p>
      <p className="font-medium">{props.afterwards}</p>
      <p className="text-muted">This cannot be undone.</p>
    </ConfirmDialog>
  )
}

/** Asks before the last endpoint that can take a call is switched off. */
export function LastEndpointDialog(props: {
  endpoint: TaggedEndpoint
  afterwards: string
  onConfirm: () => Promise<void>
  onClose: () => void
}) {
  return (
    <ConfirmDialog
      title={`Switch ${props.endpoint.name} off?`}
      verb="Switch off"
      onConfirm={props.onConfirm}
      onClose={props.onClose}
    >
      <p>It is the last endpoint of this trunk that can take a call.</p>
      <p className="font-medium">{props.afterwards}</p>
    </ConfirmDialog>
  )
}
