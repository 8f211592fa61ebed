'use client'
import Link from 'next/link'
import { useState } from 'react'
import { z } from 'zod'
import { ConfirmDialog } from '@/components/forms/confirm-dialog'
import { PasswordField } from '@/components/forms/fields'
import { FormDialog } from '@/components/forms/form-dialog'
import { NewPasswordsDialog, type NewCredential } from '@/components/forms/new-passwords-dialog'
import { projectPath } from '@/lib/client/page-path'
import { generatedPassword } from '@/lib/rules/sip-password'
import type { RegisteredWith, TaggedCredentialList } from './credential-list-row'
import { useCredentialWrites } from './credential-writes'
import { typedPassword } from './typed-password'

interface OneUser {
  projectId: string
  list: TaggedCredentialList
  username: string
  onClose: () => void
}

const schema = z.object({ password: typedPassword })

/** Gives one user a new password and shows it once. */
export function NewPasswordDialog({ projectId, list, username, onClose }: OneUser) {
  const { setPassword } = useCredentialWrites(projectId)
  const [made, setMade] = useState<NewCredential>()
  if (made)
    return <NewPasswordsDialog title={`Password of ${username}`} credentials={[made]} onClose={onClose} />
  return (
    <FormDialog
      title={`New password for ${username}`}
      description="The old one ends at once: registrations and outbound calls with it are refused until the PBX has the new one."
      schema={schema}
      defaultValues={{ password: '' }}
      submitLabel="Set new password"
      onSubmit={async ({ password }) => {
        const credential = { username, password: password || generatedPassword() }
        await setPassword(list.id, credential)
        setMade(credential)
      }}
      onClose={onClose}
    >
      <PasswordField
        name="password"
        label="Password, if not generated"
        autoComplete="new-password"
        hint="Leave it empty to have one generated here in your browser: 24 characters, none easily mistaken for another. It reaches the vendor’s SIP edge within about 60 seconds."
      />
    </FormDialog>
  )
}

/** Takes one user off the list; the vendor refuses while an endpoint registers with it, and so these are named first. */
export function RemoveUserDialog(props: OneUser & { endpoints: readonly RegisteredWith[] }) {
  const { projectId, list, username, endpoints, onClose } = props
  const { removeUser } = useCredentialWrites(projectId)
  return (
    <ConfirmDialog
      title={`Remove ${username}?`}
      verb="Remove user"
      onConfirm={async () => {
        await removeUser(list.id, username)
        onClose()
      }}
      onClose={onClose}
    >
      <p>
        Whoever signs in as <span className="font-mono text-sm break-all">{username}</span> is refused from
        then on. The vendor cannot add a user to this list again.
      </p>
      {endpoints.length > 0 && (
        <div className="rounded bg-warn-soft px-4 py-3">
          <p>The vendor refuses this while a SIP endpoint registers with the user:</p>
          <ul className="list-disc pl-5">
            {endpoints.map(({ id, name, trunkId, trunkName }) => (
              <li key={id}>
                {name} of{' '}
                <Link className="underline" href={projectPath(projectId, 'trunks', trunkId)}>
                  {trunkName}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      )}
    </ConfirmDialog>
  )
}
