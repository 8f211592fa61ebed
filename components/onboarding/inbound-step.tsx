'use client'
import { useQuery } from '@tanstack/react-query'
import { useFormContext, useWatch, type UseFormReturn } from 'react-hook-form'
import { z } from 'zod'
import { SelectField, TextField } from '@/components/forms/fields'
import { ErrorNotice } from '@/components/ui/error-notice'
import type { DraftAnswers } from '@/lib/client/onboarding'
import { itemQuery } from '@/lib/client/queries'
import type { credentialLists } from '@/lib/resources/credential-lists'
import { credentialListPlace } from '@/lib/resources/places'
import { credentialListAnswer, endpointAnswer } from '@/lib/rules/onboarding-answers'
import { CredentialListChoice } from './credential-list-choice'
import { MadePart } from './made-part'
import type { StepProps } from './step-frame'
import { StepForm } from './step-form'
import { startOf, usualPort, withUsers } from './suggestions'
import { asksUsersInbound } from './wizard-steps'

type Values = Pick<DraftAnswers, 'credentialList'> & { endpoint: NonNullable<DraftAnswers['endpoint']> }

/** Where inbound calls go: to a fixed address, or to a PBX that registers as one of the users of a credential list. */
export function InboundStep(step: StepProps) {
  const { answers, made } = step
  const registers = answers.pbx === 'registers'
  const asksUsers = asksUsersInbound(answers)
  const start = startOf(answers)
  const fits = answers.endpoint && answers.endpoint.isRegistered === registers ? answers.endpoint : undefined
  const isMade = made.parts.has('endpoint')
  const merged = ({ endpoint, credentialList }: Values): DraftAnswers => {
    const next = { ...answers, endpoint }
    return asksUsers && credentialList ? { ...next, credentialList } : next
  }
  return (
    <StepForm<Values>
      title="Inbound calls"
      sentence={
        registers
          ? 'The PBX registers with a user name and password, and calls follow it to wherever it is.'
          : 'Calls to the trunk’s numbers are sent to this SIP endpoint. More of them can be added later.'
      }
      schema={z.object({
        ...(!isMade && { endpoint: endpointAnswer }),
        ...(asksUsers && !made.parts.has('credentialList') && { credentialList: credentialListAnswer }),
      })}
      values={{
        endpoint: fits ?? (registers ? start.registeredEndpoint : start.fixedEndpoint),
        ...(asksUsers && {
          credentialList: answers.credentialList ?? {
            ...start.credentialList,
            usernames: [...start.credentialList.usernames],
          },
        }),
      }}
      problems={step.problems}
      onEdit={(values, changed, form) => {
        const settled = followed(answers, values, changed, form)
        step.onEdit(merged(settled))
      }}
      onContinue={(values) => step.onContinue(merged(values))}
      onBack={step.onBack}
    >
      {asksUsers && <UsersChoice {...step} />}
      {isMade ? (
        <MadePart what="SIP endpoint" name={answers.endpoint?.name ?? ''} />
      ) : (
        <>
          {registers ? <RegistersAsField {...step} /> : <AddressFields />}
          <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_8rem_8rem]">
            <TextField name="endpoint.name" label="Name of the SIP endpoint" />
            <SelectField
              name="endpoint.transport"
              label="Transport"
              options={['UDP', 'TCP', 'TLS'].map((value) => ({ value, label: value }))}
            />
            <TextField
              name="endpoint.priority"
              label="Priority"
              mono
              inputMode="numeric"
              hint="1 is tried first."
            />
          </div>
        </>
      )}
    </StepForm>
  )
}

/** What follows from a change: the usual port of another transport, and the user who registers when the list is written. */
function followed(
  answers: DraftAnswers,
  values: Values,
  changed: string | undefined,
  form: UseFormReturn<Values>,
): Values {
  const { endpoint, credentialList } = values
  const before = answers.endpoint?.transport ?? 'UDP'
  if (
    changed === 'endpoint.transport' &&
    !endpoint.isRegistered &&
    String(endpoint.port).trim() === String(usualPort(before))
  ) {
    const port = usualPort(endpoint.transport)
    form.setValue('endpoint.port', port)
    return { ...values, endpoint: { ...endpoint, port } }
  }
  if (!changed?.startsWith('credentialList') || !endpoint.isRegistered || !credentialList) return values
  const next = withUsers({ ...answers, endpoint }, credentialList).endpoint
  if (!next?.isRegistered || next.credentialUsername === endpoint.credentialUsername) return values
  form.setValue('endpoint.credentialUsername', next.credentialUsername)
  return { ...values, endpoint: next }
}

function UsersChoice(step: StepProps) {
  const { setValue } = useFormContext()
  return (
    <CredentialListChoice
      step={step}
      says="It holds the users who may register."
      onPick={({ credentials }) =>
        setValue('endpoint.credentialUsername', credentials.length === 1 ? credentials[0]?.username : '')
      }
    />
  )
}

function AddressFields() {
  return (
    <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_8rem]">
      <TextField
        name="endpoint.address"
        label="Address of the PBX"
        mono
        spellCheck={false}
        hint="An IP address or a domain name. Calls from this address are accepted as well."
      />
      <TextField name="endpoint.port" label="Port" mono inputMode="numeric" hint="1 to 65535." />
    </div>
  )
}

function RegistersAsField(step: StepProps) {
  const written: DraftAnswers['credentialList'] = useWatch({ name: 'credentialList' })
  const list = written ?? step.answers.credentialList
  const existingId = list?.use === 'existing' ? list.id : ''
  const existing = useQuery({
    ...itemQuery<typeof credentialLists>(credentialListPlace, step.projectId, {}, existingId),
    enabled: existingId !== '',
  })
  const chosen: string = useWatch({ name: 'endpoint.credentialUsername' }) ?? ''
  const users =
    list?.use === 'new'
      ? list.usernames.filter((name) => name.trim() !== '')
      : (existing.data?.credentials ?? []).map(({ username }) => username)
  const isListed = users.includes(chosen)
  return (
    <div className="flex flex-col gap-2">
      <SelectField
        name="endpoint.credentialUsername"
        label="User who registers"
        hint="The PBX registers with this user name; its credential list is linked to the trunk, or every REGISTER would fail with 401."
        options={[
          ...(isListed ? [] : [{ value: chosen, label: chosen || 'Choose a user', disabled: chosen !== '' }]),
          ...[...new Set(users)].map((value) => ({ value, label: value })),
        ]}
      />
      {existing.error && <ErrorNotice error={existing.error} onRetry={() => void existing.refetch()} />}
    </div>
  )
}
