'use client'
import { useId, useState, type FormEvent, type ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions, DialogBody } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Field } from '@/components/ui/field'
import { inputLook } from '@/components/ui/input-look'
import { doneText, finish } from './done'

/**
 * Asks before something is lost: what will happen as children, the act itself as `verb` ("Delete trunk"). With `typed`, that text has to
 * be written first. A refusal is shown inside and the dialog stays; `onConfirm` closes it by unmounting.
 */
export function ConfirmDialog(props: {
  title: string
  verb: string
  /** What is said when it worked; a verb such as "Delete trunk" over a title such as "Delete Head office?" says it by itself. */
  done?: string
  typed?: string
  /** What to show instead of the plain message when `onConfirm` was refused, e.g. links to what blocks it. */
  refusal?: (error: unknown) => ReactNode
  onConfirm: () => Promise<void>
  onClose: () => void
  children: ReactNode
}) {
  const id = useId()
  const [typed, setTyped] = useState('')
  const [pending, setPending] = useState(false)
  const [error, setError] = useState<unknown>()
  const allowed = props.typed === undefined || typed.trim() === props.typed

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!allowed || pending) return
    setPending(true)
    setError(undefined)
    try {
      await props.onConfirm()
      finish(props.done ?? doneText(props.verb, props.title.replace(/^\S+ /, '').replace(/\?$/, '')))
    } catch (failure) {
      setError(failure)
    }
    setPending(false)
  }

  return (
    <Dialog role="alertdialog" title={props.title} onClose={() => !pending && props.onClose()}>
      <form noValidate onSubmit={submit}>
        <DialogBody>
          <div className="flex flex-col gap-2">{props.children}</div>
          {props.typed !== undefined && (
            <Field id={id} label={`Write “${props.typed}” to confirm`}>
              {(aria) => (
                <input
                  type="text"
                  autoComplete="off"
                  spellCheck={false}
                  value={typed}
                  onChange={(event) => setTyped(event.target.value)}
                  {...aria}
                  className={inputLook}
                />
              )}
            </Field>
          )}
          {Boolean(error) && (props.refusal?.(error) ?? <ErrorNotice takesFocus error={error} />)}
        </DialogBody>
        <DialogActions>
          <Button onClick={props.onClose} disabled={pending}>
            Cancel
          </Button>
          <Button type="submit" variant="danger" disabled={!allowed} pending={pending}>
            {props.verb}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
