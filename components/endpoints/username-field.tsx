'use client'
import { useId } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Field } from '@/components/ui/field'
import { inputLook } from '@/components/ui/input-look'
import { useLink } from '@/lib/client/links'
import type { EndpointValues } from './endpoint-conflict'
import { registrationOf, type KnownLists } from './registration'

/** The user name with which a PBX registers: one of the project's credential lists, found by typing, or any other text. */
export function UsernameField(props: { projectId: string; trunkId: string; known: KnownLists }) {
  const id = useId()
  const { register, getFieldState, formState } = useFormContext()
  const error = getFieldState('credentialUsername', formState).error?.message
  const choices = (props.known.lists ?? []).flatMap(({ name, credentials }) =>
    credentials.map(({ username }) => ({ username, list: name })),
  )
  return (
    <Field
      id={id}
      label="User name"
      error={error}
      hint={<Standing {...props} isRefused={error !== undefined} />}
    >
      {(aria) => (
        <>
          <input
            type="text"
            autoComplete="off"
            spellCheck={false}
            list={`${id}-choices`}
            {...register('credentialUsername')}
            {...aria}
            className={`${inputLook} font-mono`}
          />
          <datalist id={`${id}-choices`}>
            {choices.map(({ username, list }) => (
              <option key={`${list} ${username}`} value={username} label={list} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  )
}

function Standing(props: {
  projectId: string
  trunkId: string
  known: KnownLists
  /** The vendor has said by itself that nobody has this name. */
  isRefused: boolean
}) {
  const { projectId, trunkId, known, isRefused } = props
  const link = useLink('credentialLists', projectId, trunkId)
  const written = useWatch<EndpointValues, 'credentialUsername'>({ name: 'credentialUsername' })?.trim() ?? ''
  const registration = registrationOf(written, known)
  if (written === '') return <>Type to search the credential lists of this project.</>
  if (registration.state === 'linked')
    return <>In the credential list “{registration.list}”, which is linked to this trunk.</>
  if (registration.state === 'missing')
    return isRefused ? (
      <>Create the credential list with this user first, or choose one that there is.</>
    ) : (
      <span className="text-warn">
        No credential list of this project has this user name, so the vendor will refuse it.
      </span>
    )
  if (registration.state === 'unknown')
    return <>Whether its credential list is linked to this trunk could not be read.</>
  const { list } = registration
  return (
    <div className="flex flex-col items-start gap-1.5">
      <span className="text-warn">
        Its credential list “{list.name}” is not linked to this trunk: every REGISTER would be answered with
        401.
      </span>
      <Button size="sm" pending={link.isPending} onClick={() => link.mutate([list.id])}>
        Link “{list.name}” to this trunk
      </Button>
      {link.error && <ErrorNotice error={link.error} />}
    </div>
  )
}
