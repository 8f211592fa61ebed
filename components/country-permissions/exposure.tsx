'use client'
import { RefreshCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { Age } from '@/components/ui/age'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Panel } from '@/components/ui/panel'
import { numberText } from '@/lib/format'
import { isDialledInVain, isUnused, type CountryRow } from './country'
import type { CountryUsage } from './usage-query'

/**
 * What the calls of the last 90 days say about the permissions: countries that are open for nothing, and blocked ones that were dialled.
 * It takes the same room whatever is known.
 */
export function Exposure(props: {
  rows: readonly CountryRow[] | undefined
  usage: CountryUsage | undefined
  usageAt: number
  error: unknown
  onSelect: (rows: readonly CountryRow[]) => void
  onRetry: () => void
}) {
  const { rows, usage } = props
  const known = usage && usage.items.some(({ calls }) => calls !== null) ? rows : undefined
  const unused = known?.filter(isUnused)
  const dialled = known?.filter(isDialledInVain)
  return (
    <Panel className="mb-4">
      <div className="flex flex-col gap-1 px-4 py-2.5">
        <Line
          figure={unused?.length}
          text="enabled without a call in 90 days"
          action="Select the unused"
          onSelect={() => props.onSelect(unused ?? [])}
        />
        <Line
          figure={dialled?.length}
          text="blocked, but dialled in 90 days"
          action="Select the dialled"
          onSelect={() => props.onSelect(dialled ?? [])}
        />
        <div className="flex min-h-8 items-center gap-1 text-sm text-muted">
          <span className="min-w-0">
            <State {...props} />
          </span>
          {(usage?.failure || Boolean(props.error)) && (
            <IconButton label="Count the calls again" icon={<RefreshCw />} onClick={props.onRetry} />
          )}
        </div>
      </div>
    </Panel>
  )
}

function Line(props: { figure: number | undefined; text: string; action: string; onSelect: () => void }) {
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-x-3">
      <span className="min-w-0 flex-1 basis-52 sm:flex-none">
        <b className="inline-block min-w-8 font-semibold">
          {props.figure === undefined ? '—' : numberText(props.figure)}
        </b>
        {props.text}
      </span>
      <Button size="sm" disabled={!props.figure} onClick={props.onSelect}>
        {props.action}
      </Button>
    </div>
  )
}

function State({ usage, usageAt, error }: Parameters<typeof Exposure>[0]): ReactNode {
  if (error) return 'The calls could not be counted.'
  if (!usage) return 'Counting the calls to each country…'
  const done = usage.items.filter(({ calls }) => calls !== null).length
  const part = `${numberText(done)} of ${numberText(usage.items.length)} dialling codes counted`
  if (usage.counting) return `${part}; the rest is on its way.`
  if (usage.failure) return `${part}. ${usage.failure}`
  return (
    <>
      {part}
      {usage.ageSeconds !== null && (
        <>
          {' '}
          at the vendor, the oldest <Age seconds={usage.ageSeconds} at={usageAt} />
        </>
      )}
      . Countries that share a code are counted together.
    </>
  )
}
