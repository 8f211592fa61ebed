'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { useEffect, useEffectEvent, useRef, type ReactNode } from 'react'
import {
  FormProvider,
  useForm,
  type DefaultValues,
  type FieldValues,
  type Path,
  type UseFormReturn,
} from 'react-hook-form'
import type { z } from 'zod'
import type { Problem } from '@/lib/client/onboarding'
import { StepFrame, focusStart } from './step-frame'

/** One step with fields, checked by the schema of its part when it is left by Continue. The way back asks nothing and keeps everything. */
export function StepForm<Values extends FieldValues>(props: {
  title: string
  sentence: ReactNode
  /** What is checked; what is kept is the text as it was typed. */
  schema: z.ZodType
  /** What the fields hold at first. */
  values: Values
  problems: readonly Problem[]
  onEdit: (values: Values, changed: string | undefined, form: UseFormReturn<Values>) => void
  onContinue: (values: Values) => void
  onBack?: () => void
  children: ReactNode
}) {
  const frame = useRef<HTMLFormElement>(null)
  const form = useForm<Values>({
    // The schema's input is this form's own values, which the types of a part, as a draft keeps it, do not repeat.
    resolver: zodResolver(props.schema as z.ZodType<Values, Values>),
    // Fields that hold nothing yet are there from the start.
    defaultValues: props.values as DefaultValues<Values>,
    mode: 'onSubmit',
    reValidateMode: 'onChange',
    // The order of the page counts, and not the order of registration.
    shouldFocusError: false,
  })
  const { submitCount } = form.formState

  const begin = useEffectEvent(() => {
    for (const { field, message } of props.problems)
      form.setError(field as Path<Values>, { type: 'server', message })
  })
  const edited = useEffectEvent((values: Values, name: string | undefined) => {
    if (name && form.getFieldState(name as Path<Values>).error?.type === 'server')
      form.clearErrors(name as Path<Values>)
    props.onEdit(values, name, form)
  })

  // An effect, because the focus belongs to the document; later, because what was wrong is marked with the next rendering.
  useEffect(() => {
    begin()
    const timer = setTimeout(() => focusStart(frame.current))
    return () => clearTimeout(timer)
  }, [])

  // An effect, because the form tells what is written through a subscription and does not render again for it.
  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ values, name }) => edited(values, name),
      }),
    [form],
  )

  // An effect, because what is wrong is marked only when it is rendered.
  useEffect(() => {
    if (submitCount > 0) frame.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [submitCount])

  return (
    <FormProvider {...form}>
      <form ref={frame} noValidate onSubmit={form.handleSubmit(() => props.onContinue(form.getValues()))}>
        <StepFrame title={props.title} sentence={props.sentence} onBack={props.onBack}>
          {props.children}
        </StepFrame>
      </form>
    </FormProvider>
  )
}
