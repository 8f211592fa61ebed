'use client'
import { z } from 'zod'
import { ConfirmDialog } from '@/components/forms/confirm-dialog'
import { FormDialog } from '@/components/forms/form-dialog'
import { PasswordField, SelectField, SwitchField, TextField } from '@/components/forms/fields'
import { useChangeUser, useCreateUser, useRemoveUser, type User } from '@/lib/client/people'
import { roleMeaning, roles } from '@/lib/roles'

const role = z.enum(roles, 'Choose a role.')
const password = z
  .string()
  .min(12, 'Choose a password of at least 12 characters.')
  .max(128, 'Keep the password within 128 characters.')

const newUserForm = z.object({ email: z.email('Enter an e-mail address.'), role, password })
const userForm = z.object({ role, enabled: z.boolean(), password: z.union([z.literal(''), password]) })

const roleOptions = roles.map((name) => ({
  value: name,
  label: `${name}: ${roleMeaning[name].toLowerCase()}`,
}))

/** Adds a person with a first password. */
export function AddUserDialog({ onClose }: { onClose: () => void }) {
  const create = useCreateUser()
  return (
    <FormDialog
      title="Add user"
      schema={newUserForm}
      defaultValues={{ email: '', role: 'viewer', password: '' }}
      submitLabel="Add user"
      onClose={onClose}
      onSubmit={async (values) => {
        await create.mutateAsync(values)
        onClose()
      }}
    >
      <TextField name="email" label="E-mail address" inputMode="email" />
      <SelectField name="role" label="Role" options={roleOptions} />
      <PasswordField
        name="password"
        label="First password"
        autoComplete="new-password"
        hint="At least 12 characters. Hand it over in a way that you trust; the console sends no mail."
      />
    </FormDialog>
  )
}

/** Changes role, access or password. */
export function EditUserDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const change = useChangeUser()
  return (
    <FormDialog
      title={`Change ${user.email}`}
      description="Takes effect on this person's next request."
      schema={userForm}
      defaultValues={{ role: user.role, enabled: !user.disabled, password: '' }}
      submitLabel="Save"
      onClose={onClose}
      onSubmit={async (values) => {
        const { id, etag } = user
        const fresh = values.password === '' ? {} : { password: values.password }
        await change.mutateAsync({ id, etag, role: values.role, disabled: !values.enabled, ...fresh })
        onClose()
      }}
    >
      <SelectField name="role" label="Role" options={roleOptions} />
      <SwitchField name="enabled" label="May sign in" hint="Switching this off ends all their sessions." />
      <PasswordField
        name="password"
        label="New password"
        autoComplete="new-password"
        hint="Leave empty to keep the present one. A new password ends all their sessions."
      />
    </FormDialog>
  )
}

/** Removes a person. */
export function RemoveUserDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const remove = useRemoveUser()
  return (
    <ConfirmDialog
      title={`Remove ${user.email}?`}
      verb="Remove user"
      onClose={onClose}
      onConfirm={async () => {
        await remove.mutateAsync(user)
        onClose()
      }}
    >
      <p>They are signed out at once and cannot sign in again. What they did stays on record.</p>
    </ConfirmDialog>
  )
}
