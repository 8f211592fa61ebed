'use client'
import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { ErrorNotice } from '@/components/ui/error-notice'
import { GatedButton } from '@/components/ui/gated-button'
import { LiveRegion } from '@/components/ui/live-region'
import { Time } from '@/components/ui/time'
import { toast } from '@/components/ui/toast'
import { useLookAgain, useSettleAsNotRented } from '@/lib/client/number-writes'
import type { UnsettledRent } from '@/lib/client/phone-numbers'
import { moneyText, phoneText } from '@/lib/format'

/** The orders in doubt, with what can be done about each. */
export function UnsettledRentsPanel(props: {
  projectId: string
  rents: readonly UnsettledRent[]
  refusal: string | undefined
}) {
  const { projectId, refusal } = props
  return (
    <section aria-label="Orders in doubt" className="mb-4 rounded-lg bg-warn-soft px-4 py-3">
      <h2 className="flex items-center gap-2 font-semibold">
        <TriangleAlert aria-hidden className="size-4 text-warn" />
        What came of an order is not known
      </h2>
      <p className="mb-2 max-w-prose">
        The vendor’s answer was lost, and a second order could be charged as well. Look again, and when the
        number is not rented after a few minutes, say so; then it can be ordered again.
      </p>
      <ul className="flex flex-col gap-2">
        {props.rents.map((rent) => (
          <Unsettled key={rent.phoneNumber} projectId={projectId} rent={rent} refusal={refusal} />
        ))}
      </ul>
    </section>
  )
}

function Unsettled(props: { projectId: string; rent: UnsettledRent; refusal: string | undefined }) {
  const { projectId, refusal } = props
  const { phoneNumber, monthlyPrice, actorEmail, orderedAt } = props.rent
  const look = useLookAgain(projectId)
  const settle = useSettleAsNotRented(projectId)
  const [found, setFound] = useState('')
  const shown = phoneText(phoneNumber)
  const cameThrough = () => toast(`${shown} was rented: the order came through`, 'good')
  const error = look.error ?? settle.error

  const lookNow = async () => {
    settle.reset()
    try {
      const { outcome } = await look.mutateAsync(phoneNumber)
      if (outcome === 'rented') cameThrough()
      else setFound(`Looked at ${new Date().toLocaleTimeString()}: the vendor does not list it as rented.`)
    } catch {
      // Shown below from the state of the mutation.
    }
  }
  const settleNow = async () => {
    look.reset()
    try {
      const { outcome } = await settle.mutateAsync(phoneNumber)
      if (outcome === 'rented') cameThrough()
      else toast(`${shown} can be ordered again`, 'good')
    } catch {
      // Shown below from the state of the mutation.
    }
  }

  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <span className="min-w-0 flex-1 basis-64">
        <span className="font-mono text-sm font-medium">{shown}</span>
        {monthlyPrice && `, ${moneyText(monthlyPrice)} a month`}, ordered by {actorEmail}{' '}
        <Time value={orderedAt} exactOnHover />
        {found && <span className="block text-sm">{found}</span>}
        <LiveRegion>{found}</LiveRegion>
      </span>
      <GatedButton size="sm" reason={refusal} pending={look.isPending} onClick={lookNow}>
        Look again
      </GatedButton>
      <GatedButton size="sm" reason={refusal} pending={settle.isPending} onClick={settleNow}>
        It was not rented
      </GatedButton>
      {error && (
        <div className="basis-full">
          <ErrorNotice error={error} />
        </div>
      )}
    </li>
  )
}
