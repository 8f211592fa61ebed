'use client'
import { useController } from 'react-hook-form'
import { RadioCards } from '@/components/ui/radio-cards'

const kinds = [
  { value: false, title: 'Static', says: 'Calls are sent to a fixed address.' },
  { value: true, title: 'Registered', says: 'The PBX registers with a user name.' },
]

/** Static or registered. */
export function KindField() {
  const { field } = useController({ name: 'isRegistered' })
  return (
    <RadioCards<boolean>
      legend="Kind"
      cards={kinds}
      value={field.value === true}
      onValue={field.onChange}
      onBlur={field.onBlur}
    />
  )
}
