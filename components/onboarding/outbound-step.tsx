'use client'
import { Info } from 'lucide-react'
import { z } from 'zod'
import { TextField } from '@/components/forms/fields'
import { RangeLinesField } from '@/components/forms/range-lines-field'
import type { DraftAnswers } from '@/lib/client/onboarding'
import { countText } from '@/lib/format'
import { accessControlListPlace } from '@/lib/resources/places'
import { wideReason } from '@/lib/rules/cidr-lint'
import { accessControlListAnswer, credentialListAnswer, rangesOf } from '@/lib/rules/onboarding-answers'
import { enforcesBoth } from '@/lib/rules/workflow'
import { CredentialListChoice } from './credential-list-choice'
import { MadePart } from './made-part'
import { PartChoice } from './part-choice'
import type { StepProps } from './step-frame'
import { StepForm } from './step-form'
import { startOf, withUsers } from './suggestions'
import { outboundParts } from './wizard-steps'

type Values = Pick<DraftAnswers, 'accessControlList' | 'credentialList'>

const confirmedList = accessControlListAnswer.superRefine((list, context) => {
  if (list.use !== 'new' || list.confirmWideRanges === list.name) return
  if (wideReason(rangesOf(list.lines)) === undefined) return
  const message = `Write “${list.name}” here, if so many addresses are really meant.`
  context.addIssue({ code: 'custom', path: ['confirmWideRanges'], message })
})

/** What lets outbound calls through: an access control list, a credential list, or both. */
export function OutboundStep(step: StepProps) {
  const { answers, made } = step
  const asked = outboundParts(answers)
  const start = startOf(answers)
  const isOpen = (part: keyof typeof asked) => asked[part] && !made.parts.has(part)
  const merged = ({ accessControlList, credentialList }: Values): DraftAnswers => {
    const next = accessControlList ? { ...answers, accessControlList } : answers
    return credentialList ? withUsers(next, credentialList) : next
  }
  return (
    <StepForm<Values>
      title="Outbound calls"
      sentence={sentenceOf(asked)}
      schema={z.object({
        ...(isOpen('accessControlList') && { accessControlList: confirmedList }),
        ...(isOpen('credentialList') && { credentialList: credentialListAnswer }),
      })}
      values={{
        ...(asked.accessControlList && {
          accessControlList: answers.accessControlList ?? start.accessControlList,
        }),
        ...(asked.credentialList && {
          credentialList: answers.credentialList ?? {
            ...start.credentialList,
            usernames: [...start.credentialList.usernames],
          },
        }),
      }}
      problems={step.problems}
      onEdit={(values) => step.onEdit(merged(values))}
      onContinue={(values) => step.onContinue(merged(values))}
      onBack={step.onBack}
    >
      {enforcesBoth(answers) && (
        <p className="flex items-start gap-2 rounded bg-info-soft px-4 py-3">
          <Info aria-hidden className="mt-0.5 size-4 shrink-0 text-info" />
          <span>
            Lists of both kinds will be linked, so both are enforced: each outbound call needs a known source
            IP and a user name with its password.
          </span>
        </p>
      )}
      {asked.accessControlList &&
        (made.parts.has('accessControlList') ? (
          <MadePart what="Access control list" name={answers.accessControlList?.name ?? ''} />
        ) : (
          <PartChoice<{ id: string; name: string; ipRanges: unknown[]; enabled: boolean }>
            step={step}
            part="accessControlList"
            legend="Access control list"
            one="access control list"
            many="access control lists"
            place={accessControlListPlace}
            newSays="It holds the addresses that may call out."
            existingSays="It is linked to this trunk as well."
            blank={start.accessControlList}
            detail={({ ipRanges, enabled }) =>
              `${countText(ipRanges.length, 'range')}${enabled ? '' : ', switched off'}`
            }
          >
            <TextField name="accessControlList.name" label="Name of the access control list" />
            <RangeLinesField path="accessControlList" />
          </PartChoice>
        ))}
      {asked.credentialList && (
        <CredentialListChoice step={step} says="It holds the users with whom the PBX calls out." />
      )}
    </StepForm>
  )
}

function sentenceOf(asked: { accessControlList: boolean; credentialList: boolean }): string {
  if (!asked.credentialList) return 'Calls from the addresses of an access control list are let through.'
  if (!asked.accessControlList)
    return 'Calls with a user name and password of a credential list are let through.'
  return 'Calls are let through by source IP and by user name.'
}
