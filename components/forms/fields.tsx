'use client'
import { cx } from 'class-variance-authority'
import { useId, type ComponentProps, type ReactNode } from 'react'
import { useController, useFormContext, type RegisterOptions } from 'react-hook-form'
import { Field } from '@/components/ui/field'
import { inputLook } from '@/components/ui/input-look'
import { Select, type SelectOption } from '@/components/ui/select'
import { Switch } from '@/components/ui/switch'

interface FieldProps {
  name: string
  label: string
  hint?: ReactNode
}

type InputProps = Pick<
  ComponentProps<'input'>,
  'placeholder' | 'autoComplete' | 'inputMode' | 'readOnly' | 'maxLength' | 'spellCheck'
>

function useField(name: string, options?: RegisterOptions) {
  const id = useId()
  const { register, getFieldState, formState } = useFormContext()
  return { id, control: register(name, options), error: getFieldState(name, formState).error?.message }
}

/** One line of text; `mono` for names and addresses that are read letter by letter. */
export function TextField({
  name,
  label,
  hint,
  mono,
  ...input
}: FieldProps & InputProps & { mono?: boolean }) {
  const { id, control, error } = useField(name)
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      {(aria) => (
        <input
          type="text"
          autoComplete="off"
          {...input}
          {...control}
          {...aria}
          className={cx(inputLook, mono && 'font-mono')}
        />
      )}
    </Field>
  )
}

/** A whole number; an empty field is `undefined`, which the schema judges. */
export function NumberField({ name, label, hint, ...input }: FieldProps & InputProps) {
  const { id, control, error } = useField(name, {
    setValueAs: (value: unknown) => (value === '' || value === undefined ? undefined : Number(value)),
  })
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      {(aria) => (
        <input
          type="text"
          inputMode="numeric"
          autoComplete="off"
          {...input}
          {...control}
          {...aria}
          className={inputLook}
        />
      )}
    </Field>
  )
}

/** A password or key; `autoComplete` tells password managers which one. */
export function PasswordField({
  name,
  label,
  hint,
  autoComplete = 'off',
}: FieldProps & Pick<InputProps, 'autoComplete'>) {
  const { id, control, error } = useField(name)
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      {(aria) => (
        <input
          type="password"
          spellCheck={false}
          autoComplete={autoComplete}
          {...control}
          {...aria}
          className={inputLook}
        />
      )}
    </Field>
  )
}

/** Several lines of text. */
export function TextAreaField({ name, label, hint, rows = 4 }: FieldProps & { rows?: number }) {
  const { id, control, error } = useField(name)
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      {(aria) => <textarea rows={rows} {...control} {...aria} className={inputLook} />}
    </Field>
  )
}

/** One of a few values. */
export function SelectField({
  name,
  label,
  hint,
  options,
}: FieldProps & { options: readonly SelectOption[] }) {
  const { id, control, error } = useField(name)
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      {(aria) => <Select options={options} {...control} {...aria} />}
    </Field>
  )
}

/** On or off, with its label at the side. */
export function SwitchField({ name, label, hint }: FieldProps) {
  const id = useId()
  const { field, fieldState } = useController({ name })
  const described = [hint && `${id}-hint`, fieldState.error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className="flex items-start gap-3">
      <Switch
        ref={field.ref}
        id={id}
        checked={field.value === true}
        onChecked={field.onChange}
        onBlur={field.onBlur}
        aria-describedby={described || undefined}
        className="-mt-0.5"
      />
      <div className="flex-1">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {fieldState.error && (
          <p id={`${id}-error`} className="text-sm text-bad">
            {fieldState.error.message}
          </p>
        )}
        {hint && (
          <div id={`${id}-hint`} className="text-sm text-muted">
            {hint}
          </div>
        )}
      </div>
    </div>
  )
}
