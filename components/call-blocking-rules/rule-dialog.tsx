'use client'
import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { currentOf, explained } from '@/components/forms/refused-edit'
import { ConflictDialog } from '@/components/forms/conflict-dialog'
import { SelectField, TextField } from '@/components/forms/fields'
import { FormDialog } from '@/components/forms/form-dialog'
import { toast } from '@/components/ui/toast'
import { useCreate, useUpdate } from '@/lib/client/writes'
import { ApiError } from '@/lib/errors'
import { callBlockingRules } from '@/lib/resources/call-blocking-rules'
import { blockingRuleWords, blocksEverything } from '@/lib/rules/blocking-rule-words'
import { CountryField } from './country-field'
import { MatchingCalls } from './matching-calls'
import {
  draftRule,
  mergedRule,
  neededWords,
  ruleFieldLabels,
  ruleSchema,
  ruleValues,
  type RuleValues,
} from './rule-form'
import { ruleName, type RuleInput, type RuleRow } from './rule-row'

interface Conflict extends ReturnType<typeof mergedRule> {
  theirs: RuleRow
}

const directions = [
  { value: 'OUTBOUND', label: 'Outbound, from the PBX to the phone network' },
  { value: 'INBOUND', label: 'Inbound, from the phone network to the PBX' },
]

/** Creates a call blocking rule, or edits the given one. Where someone else was faster, the two edits are merged; only what both changed is asked. */
export function RuleDialog(props: {
  projectId: string
  rule?: RuleRow
  onSaved: () => void
  onClose: () => void
}) {
  const { projectId } = props
  // The list may be read again while the dialog is open; what was typed belongs to the rule as it was, and so does its tag.
  const [rule] = useState(props.rule)
  const { mutateAsync: create } = useCreate(callBlockingRules, projectId, {})
  const { mutateAsync: update } = useUpdate(callBlockingRules, projectId, {})
  const [conflict, setConflict] = useState<Conflict>()

  const save = async (wanted: RuleInput, base: RuleRow, merged = ''): Promise<void> => {
    try {
      await update({ id: base.id, etag: base.etag, input: wanted })
      if (merged) toast(`Saved. Someone else had saved meanwhile. ${merged}`, 'good')
      props.onSaved()
    } catch (error) {
      const theirs = currentOf(error, (current) => callBlockingRules.entity.parse(current))
      if (!theirs) throw explained(error, 'call blocking rule')
      const merge = mergedRule(base, wanted, theirs)
      if (merge.fields.length > 0) setConflict({ ...merge, theirs })
      else await save(unlessEverything(merge.values, wanted), theirs, merge.merged)
    }
  }

  return (
    <>
      <FormDialog
        wide
        title={rule ? `Edit ${ruleName(rule)}` : 'Create call blocking rule'}
        description={
          rule
            ? undefined
            : 'Calls that fit all of what is filled in are blocked, on every trunk of the project.'
        }
        schema={ruleSchema(rule)}
        defaultValues={ruleValues(rule)}
        submitLabel={rule ? 'Save rule' : 'Create rule'}
        onSubmit={async (values) => {
          if (rule) await save(values, rule)
          else {
            await create(values)
            props.onSaved()
          }
        }}
        onClose={props.onClose}
      >
        <div className="grid gap-x-4 gap-y-4 sm:grid-cols-2">
          <TextField name="name" label="Name" hint="For people; it may be left empty." />
          <SelectField name="direction" label="Direction" options={directions} />
          <CountryField name="callerCountry" label={ruleFieldLabels.callerCountry} />
          <PrefixField name="callerMatch" />
          <CountryField name="calleeCountry" label={ruleFieldLabels.calleeCountry} />
          <PrefixField name="calleeMatch" />
        </div>
        <Meaning projectId={projectId} rule={rule} />
      </FormDialog>
      {conflict && (
        <ConflictDialog
          // A second collision brings other values to choose from.
          key={conflict.theirs.etag}
          fields={conflict.fields}
          merged={conflict.merged}
          onChoose={async (chosen) => {
            // The names are those of the rule's own fields, so the values fit; the server checks them again.
            const wanted = { ...conflict.values, ...chosen } as RuleInput
            await save(unlessEverything(wanted, conflict.theirs), conflict.theirs)
          }}
          onClose={() => setConflict(undefined)}
        />
      )}
    </>
  )
}

function PrefixField({ name }: { name: 'callerMatch' | 'calleeMatch' }) {
  return (
    <TextField
      name={name}
      label={ruleFieldLabels[name]}
      mono
      inputMode="tel"
      placeholder="Any number"
      spellCheck={false}
    />
  )
}

/** The rule in words as it is typed, how much it would have blocked, and the question where it blocks everything. */
function Meaning({ projectId, rule: held }: { projectId: string; rule?: RuleRow }) {
  const { getValues } = useFormContext<RuleValues>()
  const watched = useWatch<RuleValues>()
  const rule = draftRule({ ...getValues(), ...watched })
  const words = neededWords(rule, held)
  return (
    <div className="flex flex-col gap-3 rounded bg-sunken px-4 py-3">
      <p className="wrap-anywhere">
        <b className="font-medium">{blockingRuleWords(rule)}.</b>
      </p>
      {blocksEverything(rule) && (
        <p className="flex items-start gap-2">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
          <span>
            Without a country and a number this stops every {rule.direction.toLowerCase()} call of the
            project, on all its trunks.
          </span>
        </p>
      )}
      <MatchingCalls projectId={projectId} rule={rule} />
      {words && <TextField name="confirmation" label={`Write “${words}” to confirm`} spellCheck={false} />}
    </div>
  )
}

/** What two edits make together has to have been confirmed by one of the two people where it blocks everything. */
function unlessEverything(wanted: RuleInput, ...confirmed: readonly { [Name in keyof RuleInput]: string }[]) {
  const isConfirmed = confirmed.some((one) => blocksEverything(one) && one.direction === wanted.direction)
  if (!blocksEverything(wanted) || isConfirmed) return wanted
  const direction = wanted.direction.toLowerCase()
  throw new ApiError(
    'conflict',
    `Someone else changed this rule meanwhile, and both changes together would block all ${direction} calls. Nothing was saved: close this and edit the rule as it is now.`,
  )
}
