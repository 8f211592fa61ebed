'use client'
import { useState, type FormEvent } from 'react'
import { finish } from '@/components/forms/done'
import { useSingleRun } from '@/components/forms/use-single-run'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions, DialogBody } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Fact, Facts } from '@/components/ui/facts'
import { useGo } from '@/lib/client/go'
import { projectPath } from '@/lib/client/page-path'
import type { SaleNumber } from '@/lib/client/number-sales'
import { useRentNumber } from '@/lib/client/number-writes'
import { ApiError } from '@/lib/errors'
import { moneyText, phoneText } from '@/lib/format'
import { countryName } from '@/lib/rules/country-name'
import { typeWords } from './number-words'

/** Rents one number: the price stands on the button, and after a lost answer the order cannot be repeated from here. */
export function RentDialog(props: { projectId: string; sale: SaleNumber; onClose: () => void }) {
  const { projectId } = props
  // The search may be made again while the dialog is open; what is agreed to is what was shown.
  const [sale] = useState(props.sale)
  const { phoneNumber, regionCode, type, monthlyPrice, setupPrice } = sale
  const go = useGo()
  const rent = useRentNumber(projectId)
  const inDoubt = rent.error instanceof ApiError && rent.error.details.outcomeUnknown === true
  // What was refused for certain may be tried again, except where it is gone or has another price by now.
  const isOver = rent.isError && (inDoubt || isSettledRefusal(rent.error))

  const order = useSingleRun(async () => {
    // Until the next page is there the dialog still is, and must not order the same number again.
    if (rent.isPending || rent.isSuccess || isOver) return
    try {
      await rent.mutateAsync(sale)
      finish(`${phoneText(phoneNumber)} is rented. Assign it to a trunk next.`)
      // The number comes from data; typed routes cannot check it.
      go(`${projectPath(projectId, 'phone-numbers')}?q=${encodeURIComponent(phoneNumber)}`)
    } catch {
      // Shown below from the state of the mutation.
    }
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void order()
  }

  return (
    <Dialog title={`Rent ${phoneText(phoneNumber)}`} onClose={() => !rent.isPending && props.onClose()}>
      <form noValidate onSubmit={submit}>
        <DialogBody>
          <div className="-mx-4">
            <Facts>
              <Fact name="Country and type">
                {countryName(regionCode)}, {(typeWords[type] ?? type).toLowerCase()}
              </Fact>
              <Fact name="Set-up, once">{setupPrice ? moneyText(setupPrice) : 'Not said by the vendor'}</Fact>
              <Fact name="Every month" hint="Charged by the vendor until the number is released.">
                {monthlyPrice ? moneyText(monthlyPrice) : 'Not said by the vendor'}
              </Fact>
            </Facts>
          </div>
          {inDoubt ? (
            <p role="alert" className="rounded bg-warn-soft px-4 py-3">
              The vendor’s answer was lost, and the number is not among the rented ones yet. It was not
              ordered a second time. It stands among the orders in doubt now: look there again before you
              order anything else.
            </p>
          ) : (
            rent.isError && <ErrorNotice error={rent.error} />
          )}
        </DialogBody>
        <DialogActions>
          <Button onClick={props.onClose} disabled={rent.isPending}>
            {isOver ? 'Close' : 'Cancel'}
          </Button>
          {!isOver && (
            <Button type="submit" variant="primary" pending={rent.isPending || rent.isSuccess}>
              {monthlyPrice ? `Rent for ${moneyText(monthlyPrice)} a month` : 'Rent'}
            </Button>
          )}
        </DialogActions>
      </form>
    </Dialog>
  )
}

function isSettledRefusal(error: unknown): boolean {
  return error instanceof ApiError && ['not_found', 'conflict', 'changed_meanwhile'].includes(error.code)
}
