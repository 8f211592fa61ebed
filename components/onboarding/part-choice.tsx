'use client'
import type { ReactNode } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { ObjectPicker, type Picked } from '@/components/forms/object-picker'
import { RadioCards } from '@/components/ui/radio-cards'
import type { PlaceOf, Resource } from '@/lib/resources/define'
import type { StepProps } from './step-frame'
import type { Part } from './wizard-steps'

type Use = 'new' | 'existing'

const nobody = { use: 'existing', id: '', name: '' }

/** A new object, whose fields are the children, or one that is there, found by typing. What was written for the other choice is kept. */
export function PartChoice<Found extends Picked>(props: {
  step: StepProps
  part: Part
  legend: string
  /** As within a sentence, with what the pages call many of them: "SIP trunk", "trunks". */
  one: string
  many: string
  place: PlaceOf<Resource>
  newSays: string
  existingSays: string
  /** What a new one begins with. */
  blank: object
  detail?: (found: Found) => ReactNode
  onPick?: (found: Found) => void
  children: ReactNode
}) {
  const { part, step } = props
  const { setValue, getValues, getFieldState, formState } = useFormContext()
  const use: Use = useWatch({ name: `${part}.use` })
  const id: string | undefined = useWatch({ name: `${part}.id` })
  const name: string | undefined = useWatch({ name: `${part}.name` })
  const choose = (wanted: Use) => {
    if (wanted === use) return
    step.aside.set(`${part} ${use}`, getValues(part))
    setValue(part, step.aside.get(`${part} ${wanted}`) ?? (wanted === 'new' ? props.blank : nobody))
  }
  return (
    <section className="flex flex-col gap-4 [section+&]:border-t [section+&]:pt-6">
      <RadioCards<Use>
        legend={props.legend}
        cards={[
          { value: 'new', title: `New ${props.one}`, says: props.newSays },
          { value: 'existing', title: 'One that is there', says: props.existingSays },
        ]}
        value={use}
        onValue={choose}
      />
      {use === 'new' ? (
        props.children
      ) : (
        <ObjectPicker<Found>
          projectId={step.projectId}
          place={props.place}
          label={`Which ${props.one}?`}
          one={props.one}
          many={props.many}
          chosenId={id}
          chosenName={name}
          detail={props.detail}
          error={
            getFieldState(`${part}.id`, formState).error
              ? 'Choose one of them.'
              : getFieldState(part, formState).error?.message
          }
          onPick={(picked, found) => {
            const chosen = { use: 'existing', ...picked }
            setValue(part, chosen, { shouldDirty: true, shouldValidate: formState.isSubmitted })
            if (found) props.onPick?.(found)
          }}
        />
      )}
    </section>
  )
}
