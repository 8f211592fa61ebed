'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { useState, type ReactNode } from 'react'
import { FormProvider, useForm, type DefaultValues, type FieldValues, type Path } from 'react-hook-form'
import type { z } from 'zod'
import { ApiError } from '@/lib/errors'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions, DialogBody } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { doneText, finish } from './done'
import { DiscardNotice } from './discard-notice'
import { useUnsavedGuard } from './use-unsaved-guard'

/**
 * A form in a dialog. It owns submitting, pending, errors and the guard against losing what was typed; the caller's `onSubmit` writes and
 * then closes. Mount it to open it.
 */
export function FormDialog<Input extends FieldValues, Output>(props: {
  title: string
  description?: ReactNode
  schema: z.ZodType<Output, Input>
  defaultValues: DefaultValues<Input>
  submitLabel: string
  /** What is said when it worked; "Create trunk" and the like say it by themselves. */
  done?: string
  wide?: boolean
  onSubmit: (values: Output) => Promise<void>
  onClose: () => void
  children: ReactNode
}) {
  const form = useForm<Input, unknown, Output>({
    resolver: zodResolver(props.schema),
    defaultValues: props.defaultValues,
    // One look at the whole form on submit, then each field as it is repaired.
    mode: 'onSubmit',
    reValidateMode: 'onChange',
  })
  const { isDirty, isSubmitting } = form.formState
  const [refusal, setRefusal] = useState<unknown>()
  // Until its owner takes the form away, for example when the next page is there, it must not be sent again.
  const [isSaved, setIsSaved] = useState(false)
  const [leaving, setLeaving] = useState(false)

  const submit = form.handleSubmit(async (values) => {
    setRefusal(undefined)
    try {
      await props.onSubmit(values)
      setIsSaved(true)
      finish(props.done ?? doneText(props.submitLabel, nameIn(form.getValues())))
    } catch (error) {
      const unplaced = showInFields(error)
      setRefusal(unplaced)
    }
  })

  function showInFields(error: unknown): unknown {
    const fields = error instanceof ApiError ? Object.entries(error.details.fields ?? {}) : []
    const known = fields.filter(([name]) => name in form.getValues())
    known.forEach(([name, message], index) => {
      // The server's names were just compared with the form's own.
      form.setError(name as Path<Input>, { type: 'server', message }, { shouldFocus: index === 0 })
    })
    return known.length > 0 && known.length === fields.length ? undefined : error
  }

  const close = () => {
    if (isSubmitting) return
    if (isDirty && !leaving) setLeaving(true)
    else props.onClose()
  }

  useUnsavedGuard(isDirty, () => !isSubmitting && setLeaving(true))

  return (
    <Dialog title={props.title} description={props.description} wide={props.wide} onClose={close}>
      <FormProvider {...form}>
        <form noValidate onSubmit={submit} data-unsaved={isDirty ? '' : undefined}>
          <DialogBody>
            {props.children}
            {Boolean(refusal) && <ErrorNotice takesFocus error={refusal} />}
            {leaving && <DiscardNotice onKeep={() => setLeaving(false)} onDiscard={props.onClose} />}
          </DialogBody>
          <DialogActions>
            <Button onClick={close} disabled={isSubmitting}>
              Cancel
            </Button>
            <Button type="submit" variant="primary" pending={isSubmitting || isSaved}>
              {props.submitLabel}
            </Button>
          </DialogActions>
        </form>
      </FormProvider>
    </Dialog>
  )
}

function nameIn(values: FieldValues): string | undefined {
  const name: unknown = values.name ?? values.email
  return typeof name === 'string' ? name.trim() : undefined
}
