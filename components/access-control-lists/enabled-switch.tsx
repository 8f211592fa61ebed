'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useSingleRun } from '@/components/forms/use-single-run'
import { errorText } from '@/components/ui/error-notice'
import { Switch } from '@/components/ui/switch'
import { toast } from '@/components/ui/toast'
import { Tooltip } from '@/components/ui/tooltip'
import { useUpdate } from '@/lib/client/writes'
import { ApiError } from '@/lib/errors'
import { countText } from '@/lib/format'
import type { accessControlLists } from '@/lib/resources/access-control-lists'
import { accessControlListPlace } from '@/lib/resources/places'
import type { TaggedList } from './list-row'

const ConfirmDialog = dynamic(
  () => import('@/components/forms/confirm-dialog').then((module) => module.ConfirmDialog),
  { ssr: false },
)

/** Switches a list on or off. Off is asked first where trunks use it; on is asked where it lets in a good part of the internet. */
export function EnabledSwitch(props: { projectId: string; list: TaggedList; refusal: string | undefined }) {
  const { projectId, list, refusal } = props
  const { mutateAsync: update, isPending } = useUpdate<typeof accessControlLists>(
    accessControlListPlace,
    projectId,
    {},
  )
  const [asking, setAsking] = useState<{ to: boolean; why?: string }>()
  const set = async (enabled: boolean, confirmed?: string) => {
    const input = { enabled, confirmWideRanges: confirmed }
    await update({ id: list.id, etag: list.etag, input })
  }
  const change = useSingleRun(async (enabled: boolean) => {
    if (!enabled && list.trunks.length > 0) return setAsking({ to: false })
    try {
      await set(enabled)
    } catch (error) {
      const why = error instanceof ApiError ? error.details.fields?.confirmWideRanges : undefined
      if (why) setAsking({ to: true, why })
      // The row was read again, so the switch shows what is; nobody's choice is overwritten.
      else toast(`${list.name} was not switched ${enabled ? 'on' : 'off'}. ${errorText(error).message}`)
    }
  })
  const control = (describedBy?: string) => (
    <Switch
      aria-label={`${list.name} enabled`}
      checked={list.enabled}
      aria-disabled={refusal ? true : undefined}
      aria-describedby={describedBy}
      aria-busy={isPending || undefined}
      onChecked={(enabled) => void change(enabled)}
    />
  )
  return (
    <>
      {refusal ? <Tooltip text={refusal}>{control}</Tooltip> : control()}
      {asking && (
        <ConfirmDialog
          title={asking.to ? `Switch on ${list.name}?` : `Switch off ${list.name}?`}
          verb={asking.to ? 'Switch on' : 'Switch off'}
          typed={asking.to ? list.name : undefined}
          onClose={() => setAsking(undefined)}
          onConfirm={async () => {
            await set(asking.to, asking.to ? list.name : undefined)
            setAsking(undefined)
          }}
        >
          {asking.to ? (
            <p>{asking.why?.replace(/ To confirm, .*$/s, '')}</p>
          ) : (
            <p>
              {countText(list.trunks.length, 'SIP trunk uses it', 'SIP trunks use it')}: they refuse outbound
              calls from its addresses until it is switched on again, unless another of their lists lets them
              in.
            </p>
          )}
        </ConfirmDialog>
      )}
    </>
  )
}
