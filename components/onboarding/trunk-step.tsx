'use client'
import { useWatch } from 'react-hook-form'
import { z } from 'zod'
import { TextField } from '@/components/forms/fields'
import type { DraftAnswers } from '@/lib/client/onboarding'
import { trunkPlace } from '@/lib/resources/places'
import { trunkAnswer } from '@/lib/rules/onboarding-answers'
import { MadePart } from './made-part'
import { PartChoice } from './part-choice'
import type { StepProps } from './step-frame'
import { StepForm } from './step-form'
import { hostNameFrom, startOf, withTrunk } from './suggestions'

interface Values {
  trunk: NonNullable<DraftAnswers['trunk']>
}

const schema = z.object({ trunk: trunkAnswer })
const nothing = z.object({})

/** The trunk: a new one, whose host name follows its name until it is written by hand, or one that is there. */
export function TrunkStep(step: StepProps) {
  const { answers } = step
  const blank = startOf(answers).trunk
  const isMade = step.made.parts.has('trunk')
  return (
    <StepForm<Values>
      title="SIP trunk"
      sentence="The connection between your PBX or SBC and the phone network; everything else is attached to it."
      schema={isMade ? nothing : schema}
      values={{ trunk: answers.trunk ?? blank }}
      problems={step.problems}
      onEdit={({ trunk }, changed, { setValue, formState }) => {
        const before = answers.trunk?.use === 'new' ? answers.trunk : blank
        if (
          changed === 'trunk.name' &&
          trunk.use === 'new' &&
          before.hostName === hostNameFrom(before.name)
        ) {
          const hostName = hostNameFrom(trunk.name)
          step.onEdit(withTrunk(answers, { ...trunk, hostName }))
          setValue('trunk.hostName', hostName, { shouldValidate: formState.isSubmitted })
          return
        }
        step.onEdit(withTrunk(answers, trunk))
      }}
      onContinue={({ trunk }) => step.onContinue(withTrunk(answers, trunk))}
      onBack={step.onBack}
    >
      {isMade ? (
        <MadePart what="SIP trunk" name={answers.trunk?.name ?? ''} />
      ) : (
        <PartChoice<{ id: string; name: string; domain: string }>
          step={step}
          part="trunk"
          legend="New, or one that is there?"
          one="SIP trunk"
          many="trunks"
          place={trunkPlace}
          newSays="It gets a SIP domain of its own."
          existingSays="What it has stays; the rest is added to it."
          blank={blank}
          detail={({ domain }) => <span className="font-mono break-all">{domain}</span>}
        >
          <TextField name="trunk.name" label="Name" hint="For people; it can be changed at any time." />
          <HostNameField />
        </PartChoice>
      )}
    </StepForm>
  )
}

function HostNameField() {
  const written = String(useWatch({ name: 'trunk.hostName' }) ?? '').trim()
  return (
    <TextField
      name="trunk.hostName"
      label="Host name"
      mono
      spellCheck={false}
      hint={
        <>
          Letters, digits and hyphens; it must be free among all of the vendor’s customers.{' '}
          {written && (
            <>
              The SIP domain begins with{' '}
              <b className="font-mono font-medium wrap-anywhere text-text">{written}</b>; the vendor chooses
              the rest.
            </>
          )}
        </>
      }
    />
  )
}
