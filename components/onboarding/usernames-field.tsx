'use client'
import { Plus, X } from 'lucide-react'
import { useId, type ClipboardEvent } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { IconButton } from '@/components/ui/icon-button'
import { inputLook } from '@/components/ui/input-look'

const path = 'credentialList.usernames'

/** The users of a new credential list. Several names that are pasted at once, one a line, become one field each. */
export function UsernamesField() {
  const id = useId()
  const { setValue, getFieldState, formState } = useFormContext()
  const names: readonly string[] = useWatch({ name: path }) ?? []
  const put = (next: readonly string[]) =>
    setValue(path, next, { shouldDirty: true, shouldValidate: formState.isSubmitted })
  const problem = (at: number) => getFieldState(`${path}.${at}`, formState).error?.message
  const whole = getFieldState(path, formState).error?.message

  const paste = (event: ClipboardEvent<HTMLInputElement>, at: number) => {
    const pasted = event.clipboardData
      .getData('text')
      .split(/[\n\r\t,;]+/)
      .map((name) => name.trim())
      .filter(Boolean)
    if (pasted.length < 2) return
    event.preventDefault()
    put([...names.slice(0, at), ...pasted, ...names.slice(at + 1)])
  }

  return (
    <div className="flex flex-col gap-3">
      {names.map((name, at) => (
        // Fields have no identity of their own: each is a place in the list.
        <div key={at} className="flex items-start gap-2">
          <div className="min-w-0 flex-1">
            <Field
              id={`${id}-${at}`}
              label={names.length === 1 ? 'User name' : `User name ${at + 1}`}
              error={problem(at)}
            >
              {(aria) => (
                <input
                  type="text"
                  autoComplete="off"
                  spellCheck={false}
                  value={name}
                  onChange={({ target }) =>
                    put(names.map((one, index) => (index === at ? target.value : one)))
                  }
                  onPaste={(event) => paste(event, at)}
                  {...aria}
                  className={`${inputLook} font-mono`}
                />
              )}
            </Field>
          </div>
          {names.length > 1 && (
            <div className="pt-6">
              <IconButton
                label={`Leave out user ${at + 1}`}
                icon={<X />}
                onClick={() => put(names.filter((_, index) => index !== at))}
              />
            </div>
          )}
        </div>
      ))}
      {whole && <p className="text-sm text-bad">{whole}</p>}
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <Button size="sm" icon={<Plus aria-hidden className="size-4" />} onClick={() => put([...names, ''])}>
          Another user
        </Button>
        <p className="flex-1 basis-60 text-sm text-muted">
          The console makes the passwords and shows them once, when the trunk is set up. The vendor cannot add
          a user to a list later. Several names can be pasted at once, one a line.
        </p>
      </div>
    </div>
  )
}
