'use client'
import { useDeferredValue, useMemo, type ReactNode } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { lintRanges } from '@/lib/rules/cidr-lint'
import { readRangeLines, withOffers, withoutDoubles } from '@/lib/rules/cidr-lines'
import { AddMyAddress } from './add-my-address'
import { RangesArea, rangesHint } from './ranges-field'
import { RangesPreview } from './ranges-preview'
import { WideField } from './wide-field'

/**
 * The ranges of a new access control list as lines, with what they come to and the confirmation of very wide ones: the fields `name`,
 * `lines` and `confirmWideRanges` of the form, below `path` where it holds more than the list.
 */
export function RangeLinesField(props: {
  path?: string
  /** What follows the preview, given how many lines cannot be used. */
  afterPreview?: (bad: number) => ReactNode
}) {
  const at = (field: string) => (props.path === undefined ? field : `${props.path}.${field}`)
  const { register, setValue, getValues, getFieldState, formState } = useFormContext()
  const lines = useDeferredValue(textOf(useWatch({ name: at('lines') })))
  const name = textOf(useWatch({ name: at('name') })).trim()
  const { good, bad } = useMemo(() => readRangeLines(lines), [lines])
  const { fresh, leftOut } = useMemo(() => withoutDoubles(good), [good])
  const lint = useMemo(() => lintRanges(fresh), [fresh])
  const written = () => textOf(getValues(at('lines')))
  const put = (text: string) =>
    setValue(at('lines'), text, { shouldDirty: true, shouldValidate: formState.isSubmitted })
  return (
    <>
      <RangesArea
        label="IP ranges"
        hint={rangesHint}
        error={getFieldState(at('lines'), formState).error?.message}
        {...register(at('lines'))}
      />
      <AddMyAddress
        onAdd={(address) => {
          const before = written().trimEnd()
          put(`${before}${before && '\n'}${address} - My address\n`)
        }}
      />
      <RangesPreview
        fresh={fresh}
        bad={bad}
        leftOut={leftOut}
        lint={lint}
        onTakeOffers={() => put(withOffers(written(), readRangeLines(written()).bad))}
      />
      {bad.length > 0 && props.afterPreview?.(bad.length)}
      <WideField reason={lint.wide} name={name} field={at('confirmWideRanges')} />
    </>
  )
}

// The form is not this field's own, so what it holds is anybody's guess.
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
