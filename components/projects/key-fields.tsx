'use client'
import { useFormContext } from 'react-hook-form'
import { PasswordField } from '@/components/forms/fields'
import { Button } from '@/components/ui/button'

/** The half of a key that is written once and never shown again. */
export function KeySecretField() {
  return (
    <PasswordField
      name="keySecret"
      label="Key secret"
      autoComplete="off"
      hint="Sinch shows it once, when the key is made. It is never shown here again."
    />
  )
}

/** Offers to store a key that could not be tried, since the vendor could not be asked. */
export function UntestedKeyOffer({ label, onChoose }: { label: string; onChoose: () => void }) {
  const { formState } = useFormContext()
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-lg bg-warn-soft px-4 py-3">
      <p className="flex-1 basis-60">
        Nobody could be asked whether this key works, so nothing was stored. Wait and try again, or store it
        as it is.
      </p>
      <Button type="submit" size="sm" disabled={formState.isSubmitting} onClick={onChoose}>
        {label}
      </Button>
    </div>
  )
}
