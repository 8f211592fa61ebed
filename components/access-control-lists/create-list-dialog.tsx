'use client'
import { z } from 'zod'
import { SwitchField, TextField } from '@/components/forms/fields'
import { FormDialog } from '@/components/forms/form-dialog'
import { RangeLinesField } from '@/components/forms/range-lines-field'
import { confirmation } from '@/components/forms/wide-field'
import { toast } from '@/components/ui/toast'
import { useCreate } from '@/lib/client/writes'
import { countText } from '@/lib/format'
import { accessControlLists } from '@/lib/resources/access-control-lists'
import { readRangeLines, withoutDoubles } from '@/lib/rules/cidr-lines'
import { storedDifference } from '@/lib/rules/stored-ranges'
import { cidrOf, type TaggedList } from './list-row'
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
      <RangeLinesField
        afterPreview={(bad) => (
          <SwitchField
            name="leaveOut"
            label={`Leave out ${bad === 1 ? 'the line' : `the ${bad} lines`} that cannot be used`}
          />
        )}
      />
      <SwitchField name="enabled" label="Enabled" hint="While it is off, it lets nobody in." />
    </FormDialog>
  )
}
