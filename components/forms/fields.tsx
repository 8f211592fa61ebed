'use client'
import { cx } from 'class-variance-authority'
import { useId, type ComponentProps, type ReactNode } from 'react'
import { useController, useFormContext } from 'react-hook-form'
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

function useField(name: string) {
  const id = useId()
  const { register, getFieldState, formState } = useFormContext()
  return { id, control: register(name), error: getFieldState(name, formState).error?.message }
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
  const {
    field: { ref, value, onChange, onBlur },
    fieldState,
  } = useController({ name })
  const described = [hint && `${id}-hint`, fieldState.error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className="flex items-start gap-3">
      <Switch
        ref={ref}
        id={id}
        checked={value === true}
        onChecked={onChange}
        onBlur={onBlur}
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
