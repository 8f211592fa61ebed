'use client'
import { TextField } from '@/components/forms/fields'
import { countText } from '@/lib/format'
import { credentialListPlace } from '@/lib/resources/places'
import { MadePart } from './made-part'
import { PartChoice } from './part-choice'
import type { StepProps } from './step-frame'
import { startOf } from './suggestions'
import { UsernamesField } from './usernames-field'

/** A credential list as a choice shows it. */
export interface FoundList {
  id: string
  name: string
  credentials: { username: string }[]
}

/** The credential list: a new one with its users, or one that is there. */
export function CredentialListChoice({
  step,
  says,
  onPick,
}: {
  step: StepProps
  says: string
  onPick?: (list: FoundList) => void
}) {
  const { credentialList } = step.answers
  if (step.made.parts.has('credentialList'))
    return <MadePart what="Credential list" name={credentialList?.name ?? ''} />
  return (
    <PartChoice<FoundList>
      step={step}
      part="credentialList"
      legend="Credential list"
      one="credential list"
      many="credential lists"
      place={credentialListPlace}
      newSays={says}
      existingSays="Its users and passwords stay as they are."
      blank={startOf(step.answers).credentialList}
      onPick={onPick}
      detail={({ credentials }) => countText(credentials.length, 'user')}
    >
      <TextField name="credentialList.name" label="Name of the credential list" />
      <UsernamesField />
    </PartChoice>
  )
}
