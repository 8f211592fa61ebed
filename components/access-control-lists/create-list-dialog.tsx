'use client'
import { useDeferredValue, useMemo } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { z } from 'zod'
import { SwitchField, TextField } from '@/components/forms/fields'
import { FormDialog } from '@/components/forms/form-dialog'
import { toast } from '@/components/ui/toast'
import { useCreate } from '@/lib/client/writes'
import { countText } from '@/lib/format'
import { accessControlLists } from '@/lib/resources/access-control-lists'
import { lintRanges } from '@/lib/rules/cidr-lint'
import { readRangeLines, withOffers, withoutDoubles } from '@/lib/rules/cidr-lines'
import { storedDifference } from '@/lib/rules/stored-ranges'
import { AddMyAddress } from './add-my-address'
import { confirmation, WideField } from './confirm-wide-field'
import { cidrOf, type TaggedList } from './list-row'
import { RangesArea, rangesHint } from './ranges-field'
import { RangesPreview } from './ranges-preview'
import { useLinkToTrunk } from './use-link-to-trunk'

const schema = accessControlLists.input
  .pick({ name: true, enabled: true })
  .extend({ lines: z.string(), leaveOut: z.boolean(), ...confirmation })
  .superRefine(({ lines, leaveOut }, context) => {
    const { good, bad } = readRangeLines(lines)
    const [first] = bad
    const complain = (message: string) => context.addIssue({ code: 'custom', path: ['lines'], message })
    if (first && !leaveOut) {
      const others = bad.length > 1 ? ` ${countText(bad.length - 1, 'more line')} cannot be used either.` : ''
      complain(`Line ${first.line}: ${first.problem}${others}`)
    } else if (good.length === 0) complain('An access control list needs at least one IP range.')
  })

type Values = z.input<typeof schema>

const blank: Values = { name: '', enabled: true, lines: '', leaveOut: false, confirmWideRanges: '' }

/** Creates an access control list with its ranges in one request, and links it to a trunk where one is named. */
export function CreateListDialog(props: {
  projectId: string
  linkTo: string | undefined
  onSaved: (list: TaggedList) => void
  onClose: () => void
}) {
  const { projectId, linkTo } = props
  const { mutateAsync: create } = useCreate(accessControlLists, projectId, {})
  const link = useLinkToTrunk(projectId)
  return (
    <FormDialog
      title="Create access control list"
      description={
        linkTo
          ? 'The addresses in it may send outbound calls. It is linked to the trunk you came from.'
          : 'The addresses in it may send outbound calls through the trunks that it is linked to afterwards.'
      }
      wide
      schema={schema}
      defaultValues={blank}
      submitLabel="Create list"
      onSubmit={async ({ name, enabled, lines, confirmWideRanges }) => {
        const { fresh } = withoutDoubles(readRangeLines(lines).good)
        const ipRanges = fresh.map(({ ipAddress, range, description }) => ({ ipAddress, range, description }))
        const input = { name, enabled, ipRanges, confirmWideRanges }
        const list = await create(input)
        const stored = list.ipRanges.map((range) => ({ ...cidrOf(range), description: range.description }))
        const difference = storedDifference(ipRanges, stored)
        if (difference) toast(difference)
        if (linkTo) await link(list, linkTo)
        props.onSaved(list)
      }}
      onClose={props.onClose}
    >
      <TextField name="name" label="Name" hint="For people; it can be changed at any time." />
      <LinesField />
      <SwitchField name="enabled" label="Enabled" hint="While it is off, it lets nobody in." />
    </FormDialog>
  )
}

function LinesField() {
  const { register, setValue, getValues, getFieldState, formState } = useFormContext<Values>()
  const lines = useDeferredValue(useWatch<Values, 'lines'>({ name: 'lines' }))
  const name = useWatch<Values, 'name'>({ name: 'name' }).trim()
  const { good, bad } = useMemo(() => readRangeLines(lines), [lines])
  const { fresh, leftOut } = useMemo(() => withoutDoubles(good), [good])
  const lint = useMemo(() => lintRanges(fresh), [fresh])
  const put = (text: string) =>
    setValue('lines', text, { shouldDirty: true, shouldValidate: formState.isSubmitted })
  return (
    <>
      <RangesArea
        label="IP ranges"
        hint={rangesHint}
        error={getFieldState('lines', formState).error?.message}
        {...register('lines')}
      />
      <AddMyAddress
        onAdd={(address) => {
          const written = getValues('lines').trimEnd()
          put(`${written}${written && '\n'}${address} - My address\n`)
        }}
      />
      <RangesPreview
        fresh={fresh}
        bad={bad}
        leftOut={leftOut}
        lint={lint}
        onTakeOffers={() => put(withOffers(getValues('lines'), readRangeLines(getValues('lines')).bad))}
      />
      {bad.length > 0 && (
        <SwitchField
          name="leaveOut"
          label={`Leave out ${bad.length === 1 ? 'the line' : `the ${bad.length} lines`} that cannot be used`}
        />
      )}
      <WideField reason={lint.wide} name={name} />
    </>
  )
}
