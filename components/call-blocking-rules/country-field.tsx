'use client'
import { useId } from 'react'
import { useFormContext } from 'react-hook-form'
import { Field } from '@/components/ui/field'
import { inputLook } from '@/components/ui/input-look'
import { allCountries } from '@/lib/rules/countries'

/** A country by name, searched as it is typed in the browser's own list; empty means any. */
export function CountryField({ name, label }: { name: string; label: string }) {
  const id = useId()
  const { register, getFieldState, formState } = useFormContext()
  return (
    <Field id={id} label={label} error={getFieldState(name, formState).error?.message}>
      {(control) => (
        <>
          <input
            type="text"
            list={`${id}-countries`}
            autoComplete="off"
            placeholder="Any country"
            {...register(name)}
            {...control}
            className={inputLook}
          />
          <datalist id={`${id}-countries`}>
            {allCountries().map((country) => (
              <option key={country.code} value={country.name} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  )
}
