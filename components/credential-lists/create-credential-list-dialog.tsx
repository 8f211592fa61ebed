'use client'
import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { TextField } from '@/components/forms/fields'
import { FormDialog } from '@/components/forms/form-dialog'
import { NewPasswordsDialog, type NewCredential } from '@/components/forms/new-passwords-dialog'
import { errorText } from '@/components/ui/error-notice'
import { itemQuery } from '@/lib/client/queries'
import { credentialLists } from '@/lib/resources/credential-lists'
import { required } from '@/lib/resources/fields'
import { trunkPlace } from '@/lib/resources/places'
import type { trunks } from '@/lib/resources/trunks'
import { generatedPassword } from '@/lib/rules/sip-password'
import type { Named } from './credential-list-row'
import { useCredentialWrites } from './credential-writes'
import { LinkProgress, type LinkState } from './link-progress'
import { typedPassword } from './typed-password'
import { UserFields } from './user-fields'

const schema = z
  .object({
    name: credentialLists.input.shape.name,
    credentials: z.array(z.object({ username: required('The user name'), password: typedPassword })),
  })
  .superRefine(({ credentials }, context) => {
    const seen = new Set<string>()
    credentials.forEach(({ username }, index) => {
      const path = ['credentials', index, 'username']
      if (seen.has(username))
        context.addIssue({ code: 'custom', path, message: 'This user is above already.' })
      seen.add(username)
    })
  })

/**
 * Creates a credential list, shows its passwords once, and links it to the trunks that `linkTo` names. The passwords are in the state of
 * this component and nowhere else, so they go when it is closed. `onClose` gets the id of the list when one was made.
 */
export function CreateCredentialListDialog(props: {
  projectId: string
  linkTo: readonly string[]
  onClose: (listId?: string) => void
}) {
  const writes = useCredentialWrites(props.projectId)
  const [made, setMade] = useState<{ list: Named; credentials: NewCredential[] }>()
  const [links, setLinks] = useState<ReadonlyMap<string, LinkState>>(new Map())
  const targets = useTrunks(props.projectId, props.linkTo)

  const link = async (listId: string, trunkIds: readonly string[]) => {
    for (const trunkId of trunkIds) {
      const note = (state: LinkState) => setLinks((known) => new Map(known).set(trunkId, state))
      note('linking')
      try {
        await writes.link(trunkId, listId)
        note('linked')
      } catch (error) {
        note({ error })
      }
    }
  }

  if (made) {
    const { list, credentials } = made
    return (
      <NewPasswordsDialog
        title={`Passwords of ${list.name}`}
        credentials={credentials}
        onClose={() => props.onClose(list.id)}
      >
        <LinkProgress targets={targets} links={links} onRetry={(trunkId) => void link(list.id, [trunkId])} />
      </NewPasswordsDialog>
    )
  }
  return (
    <FormDialog
      wide
      title="Create credential list"
      description="User names and passwords with which a PBX registers or sends outbound calls. The vendor cannot add a user to a list later, so enter all of them now."
      schema={schema}
      defaultValues={{ name: '', credentials: [{ username: '', password: '' }] }}
      submitLabel="Create credential list"
      onSubmit={async ({ name, credentials }) => {
        const complete = credentials.map(({ username, password }) => ({
          username,
          password: password || generatedPassword(),
        }))
        const { id } = await writes.create({ name, credentials: complete })
        // Shown before anything else is tried: from here on nobody could tell them again.
        setMade({ list: { id, name }, credentials: complete })
        void link(id, props.linkTo)
      }}
      onClose={() => props.onClose()}
    >
      <TextField name="name" label="Name" hint="For people; it can be changed at any time." />
      <UserFields />
      {targets.length > 0 && (
        <div className="rounded bg-sunken px-4 py-3">
          <p>
            Once it is made, it is linked to{' '}
            <b className="font-medium">{targets.map(({ name }) => name).join(', ')}</b>.
          </p>
          {targets.map(
            ({ id, name, problem }) =>
              problem && (
                <p key={id} role="alert" className="text-sm text-bad">
                  {name}: {problem}
                </p>
              ),
          )}
        </div>
      )}
    </FormDialog>
  )
}

function useTrunks(projectId: string, ids: readonly string[]) {
  const found = useQueries({
    queries: ids.map((id) => itemQuery<typeof trunks>(trunkPlace, projectId, {}, id)),
  })
  return ids.map((id, index) => ({
    id,
    name: found[index]?.data?.name ?? id,
    problem: found[index]?.error ? errorText(found[index].error).message : undefined,
  }))
}
