'use client'
import { useState } from 'react'
import { errorText } from '@/components/ui/error-notice'
import { Switch } from '@/components/ui/switch'
import { toast } from '@/components/ui/toast'
import { Tooltip } from '@/components/ui/tooltip'
import { useUpdate } from '@/lib/client/writes'
import type { countryPermissions } from '@/lib/resources/country-permissions'
import { countryPermissionPlace } from '@/lib/resources/places'
import { isSoAlready } from './change-country'
import type { Country } from './country'

/** Enables or blocks one country. It shows what was asked for while that is under way, and returns when it was refused. */
export function CountrySwitch(props: { projectId: string; country: Country; refusal: string | undefined }) {
  const { country, refusal } = props
  const update = useUpdate<typeof countryPermissions>(countryPermissionPlace, props.projectId, {})
  const [asked, setAsked] = useState<boolean>()
  const change = async (enabled: boolean) => {
    if (asked !== undefined) return
    setAsked(enabled)
    try {
      await update.mutateAsync({ id: country.isoCode, etag: country.etag, input: { enabled } })
    } catch (error) {
      if (!isSoAlready(error, enabled))
        toast(`${country.name} could not be ${enabled ? 'enabled' : 'blocked'}. ${errorText(error).message}`)
    }
    setAsked(undefined)
  }
  const control = {
    checked: asked ?? country.enabled,
    onChecked: (enabled: boolean) => void change(enabled),
    'aria-label': `Calls to ${country.name}`,
    'aria-busy': asked !== undefined || undefined,
  }
  if (refusal === undefined) return <Switch {...control} />
  return (
    <Tooltip text={refusal}>
      {(describedBy) => <Switch {...control} aria-disabled aria-describedby={describedBy} />}
    </Tooltip>
  )
}
