'use client'
import { useDeferredValue, useMemo, useState } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { z } from 'zod'
import { ConflictDialog } from '@/components/forms/conflict-dialog'
import { TextField } from '@/components/forms/fields'
import { FormDialog } from '@/components/forms/form-dialog'
import { toast } from '@/components/ui/toast'
import type { Tagged } from '@/lib/client/queries'
import { ApiError } from '@/lib/errors'
import { ipRanges } from '@/lib/resources/access-control-lists'
import { cidrText } from '@/lib/rules/cidr'
import { lintRanges } from '@/lib/rules/cidr-lint'
import { readRangeLines } from '@/lib/rules/cidr-lines'
import { storedDifference } from '@/lib/rules/stored-ranges'
import { AddMyAddress } from '@/components/forms/add-my-address'
import { confirmation, WideField } from '@/components/forms/wide-field'
import { wideGrowth } from './confirm-wide-field'
import { FindingLines } from '@/components/forms/findings'
import { mergedEdit } from './list-conflict'
import { cidrOf, type IpRange, type TaggedList } from './list-row'
import { useRangeWrites, type RangeValues } from './range-writes'

const schema = z
  .object({ cidr: z.string(), description: ipRanges.input.shape.description, ...confirmation })
  .superRefine(({ cidr }, context) => {
    const { good, bad } = readRangeLines(cidr)
    const complain = (message: string) => context.addIssue({ code: 'custom', path: ['cidr'], message })
    if (bad[0]) complain(bad[0].problem)
    else if (good.length === 0) complain('Write an address or a range such as 203.0.113.0/24.')
    else if (good.length > 1) complain('This is more than one range: close this and use “Paste ranges”.')
  })

interface Shown {
  cidr: string
  description: string
}

const labels = { cidr: 'IP range', description: 'Description' }

interface Conflict extends ReturnType<typeof mergedEdit<Shown>> {
  theirs: Tagged<IpRange>
}

/** Adds one range to a list, or edits the given one. Where someone else was faster, only what both changed is asked. */
export function RangeDialog(props: {
  projectId: string
  list: TaggedList
  range?: IpRange
  onSaved: () => void
  onClose: () => void
}) {
  const { projectId, list } = props
  // What was typed belongs to the range as it was when the dialog was opened.
  const [range] = useState(props.range)
  const writes = useRangeWrites(projectId, list.id)
  const [conflict, setConflict] = useState<Conflict>()
  const [confirmed, setConfirmed] = useState('')

  const save = async (wanted: Shown, base: IpRange, now: Tagged<IpRange>, word: string): Promise<void> => {
    const merge = mergedEdit(shownOf(base), wanted, shownOf(now), labels)
    if (merge.fields.length > 0) {
      setConfirmed(word)
      setConflict({ ...merge, theirs: now })
      return
    }
    const values = valuesOf(merge.values)
    const input = { ...values, confirmWideRanges: word }
    try {
      compare(values, await writes.update({ id: now.id, etag: now.etag, input }))
      if (merge.merged) toast(`Saved. Someone else had saved meanwhile. ${merge.merged}`, 'good')
      props.onSaved()
    } catch (error) {
      const isOld = error instanceof ApiError && error.code === 'changed_meanwhile'
      if (!isOld) throw error
      await save(merge.values, now, await writes.find(now), word)
    }
  }

  return (
    <>
      <FormDialog
        title={range ? `Edit ${cidrText(cidrOf(range))}` : 'Add IP range'}
        schema={schema}
        defaultValues={{ ...(range ? shownOf(range) : { cidr: '', description: '' }), confirmWideRanges: '' }}
        submitLabel={range ? 'Save range' : 'Add range'}
        onSubmit={async ({ cidr, description, confirmWideRanges }) => {
          const values = valuesOf({ cidr, description })
          if (range) {
            const wanted = { cidr: cidrText(values), description: values.description }
            return await save(wanted, range, await writes.find(range), confirmWideRanges)
          }
          const input = { ...values, confirmWideRanges }
          compare(values, await writes.create(input))
          props.onSaved()
        }}
        onClose={props.onClose}
      >
        <RangeFields list={list} range={range} />
      </FormDialog>
      {conflict && (
        <ConflictDialog
          // A second collision brings other values to choose from.
          key={conflict.theirs.etag}
          fields={conflict.fields}
          merged={conflict.merged}
          onChoose={async (chosen) => {
            // The names are those of the fields shown, all of them texts.
            const wanted = { ...conflict.values, ...chosen } as Shown
            await save(wanted, conflict.theirs, conflict.theirs, confirmed)
          }}
          onClose={() => setConflict(undefined)}
        />
      )}
    </>
  )
}

function RangeFields({ list, range }: { list: TaggedList; range: IpRange | undefined }) {
  const { setValue, getValues } = useFormContext<Shown>()
  const written = useDeferredValue(useWatch<Shown, 'cidr'>({ name: 'cidr' }))
  const { findings, wide } = useMemo(() => {
    const others = list.ipRanges.filter(({ id }) => id !== range?.id).map(cidrOf)
    const { good } = readRangeLines(written)
    const all = [...others, ...good]
    return {
      findings: lintRanges(all).findings[others.length] ?? [],
      wide: wideGrowth(all, list.ipRanges.map(cidrOf)),
    }
  }, [list.ipRanges, range, written])
  return (
    <>
      <TextField
        name="cidr"
        label="IP range"
        mono
        spellCheck={false}
        hint="An IPv4 address such as 203.0.113.10, or a range in CIDR form such as 203.0.113.0/28."
      />
      {findings.length > 0 && <FindingLines findings={findings} />}
      <TextField
        name="description"
        label="Description"
        hint="Which PBX, SBC or site it is; may be left out."
      />
      {!range && (
        <AddMyAddress
          onAdd={(address) => {
            setValue('cidr', address, { shouldDirty: true })
            if (getValues('description') === '') setValue('description', 'My address', { shouldDirty: true })
          }}
        />
      )}
      <WideField reason={wide} name={list.name} />
    </>
  )
}

function shownOf(range: IpRange): Shown {
  return { cidr: cidrText(cidrOf(range)), description: range.description }
}

// The schema has seen to it that exactly one range is written.
function valuesOf({ cidr, description }: Shown): RangeValues {
  const [{ ipAddress, range, description: beside } = { ipAddress: cidr, range: 32, description: '' }] =
    readRangeLines(cidr).good
  return { ipAddress, range, description: description || beside }
}

function compare(sent: RangeValues, stored: IpRange): void {
  const difference = storedDifference([sent], [{ ...cidrOf(stored), description: stored.description }])
  if (difference) toast(difference)
}
