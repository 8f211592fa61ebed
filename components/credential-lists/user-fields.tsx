'use client'
import { Plus, X } from 'lucide-react'
import type { ClipboardEvent } from 'react'
import { useFieldArray, useFormContext, useFormState } from 'react-hook-form'
import { PasswordField, TextField } from '@/components/forms/fields'
import type { NewCredential } from '@/components/forms/new-passwords-dialog'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'

interface Users {
  credentials: NewCredential[]
}

const blank: NewCredential = { username: '', password: '' }

/** The users of a new list. Several names that are pasted at once, one a line, become one row each. */
export function UserFields() {
  const { setValue } = useFormContext<Users>()
  const { fields, append, remove } = useFieldArray<Users, 'credentials'>({ name: 'credentials' })
  const { errors } = useFormState<Users>({ name: 'credentials' })
  // The form's own sentence about all users stands in `root`, the vendor's on the list itself.
  const problem = errors.credentials?.root?.message ?? errors.credentials?.message

  const paste = (event: ClipboardEvent<HTMLElement>, index: number) => {
    if (!(event.target instanceof HTMLInputElement) || !event.target.name.endsWith('.username')) return
    const names = event.clipboardData
      .getData('text')
      .split(/[\n\r\t,;]+/)
      .map((name) => name.trim())
      .filter(Boolean)
    const [first, ...rest] = names
    if (first === undefined || rest.length === 0) return
    event.preventDefault()
    setValue(`credentials.${index}.username`, first, { shouldDirty: true })
    append(rest.map((username) => ({ ...blank, username })))
  }

  return (
    <div className="flex flex-col gap-3">
      {fields.map(({ id }, index) => (
        <fieldset key={id} className="flex items-start gap-2" onPaste={(event) => paste(event, index)}>
          <legend className="sr-only">User {index + 1}</legend>
          <div className="grid min-w-0 flex-1 gap-x-3 gap-y-2 sm:grid-cols-2">
            <TextField name={`credentials.${index}.username`} label="User name" mono spellCheck={false} />
            {/* Not "off", which browsers ignore: they would fill in the password of whoever is signed in to the console. */}
            <PasswordField
              name={`credentials.${index}.password`}
              label="Password, if not generated"
              autoComplete="new-password"
            />
          </div>
          <div className="pt-6">
            <IconButton
              label={`Leave out user ${index + 1}`}
              icon={<X />}
              disabled={fields.length === 1}
              onClick={() => remove(index)}
            />
          </div>
        </fieldset>
      ))}
      {problem && (
        <p role="alert" className="text-sm text-bad">
          {problem}
        </p>
      )}
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <Button size="sm" icon={<Plus aria-hidden className="size-4" />} onClick={() => append(blank)}>
          Another user
        </Button>
        <p className="flex-1 basis-60 text-sm text-muted">
          Leave a password empty to have one generated here in your browser: 24 characters, none easily
          mistaken for another. Several names can be pasted at once, one a line.
        </p>
      </div>
    </div>
  )
}
