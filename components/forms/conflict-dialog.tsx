'use client'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions, DialogBody } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'

/** One field that two people set to different values. */
export interface ConflictField {
  name: string
  label: string
  mine: unknown
  theirs: unknown
}

/**
 * Someone changed the object while it was being edited: for each field that both changed, keep mine or take theirs; neither is chosen
 * beforehand. `merged` says what was settled without asking. `onChoose` gets the chosen values by field name and writes them; a refusal
 * is shown inside.
 */
export function ConflictDialog(props: {
  fields: readonly ConflictField[]
  merged?: string
  onChoose: (values: Record<string, unknown>) => Promise<void>
  onClose: () => void
}) {
  const [picks, setPicks] = useState<ReadonlyMap<string, 'mine' | 'theirs'>>(new Map())
  const [pending, setPending] = useState(false)
  const [error, setError] = useState<unknown>()
  const [asked, setAsked] = useState(false)
  const open = props.fields.filter(({ name }) => !picks.has(name)).map(({ label }) => label)
  const pick = (name: string, side: 'mine' | 'theirs') => setPicks(new Map(picks).set(name, side))
  const save = async () => {
    setAsked(true)
    if (open.length > 0) return
    setPending(true)
    setError(undefined)
    try {
      const chosen = props.fields.map((field) => [field.name, field[picks.get(field.name) ?? 'mine']])
      await props.onChoose(Object.fromEntries(chosen))
    } catch (failure) {
      setError(failure)
    }
    setPending(false)
  }

  return (
    <Dialog
      title="Changed meanwhile"
      description="Someone else saved this while you were editing. Nothing of yours has been saved yet. Choose where you both changed the same field."
      wide
      onClose={() => !pending && props.onClose()}
    >
      <DialogBody>
        {props.merged && <p className="text-muted">{props.merged}</p>}
        {props.fields.map((field) => (
          <fieldset key={field.name} className="grid gap-2 sm:grid-cols-2">
            <legend className="mb-1 font-medium">{field.label}</legend>
            <Choice
              {...field}
              title="Theirs"
              value={field.theirs}
              on={picks.get(field.name) === 'theirs'}
              onPick={() => pick(field.name, 'theirs')}
            />
            <Choice
              {...field}
              title="Mine"
              value={field.mine}
              on={picks.get(field.name) === 'mine'}
              onPick={() => pick(field.name, 'mine')}
            />
          </fieldset>
        ))}
        {asked && open.length > 0 && (
          <p role="alert" className="text-sm text-bad">
            Choose one of the two for {open.join(', ')}.
          </p>
        )}
        {Boolean(error) && <ErrorNotice error={error} />}
      </DialogBody>
      <DialogActions>
        <Button onClick={props.onClose} disabled={pending}>
          Cancel
        </Button>
        <Button variant="primary" pending={pending} onClick={save}>
          Save the choice
        </Button>
      </DialogActions>
    </Dialog>
  )
}

function Choice(props: { name: string; title: string; value: unknown; on: boolean; onPick: () => void }) {
  return (
    <label className="flex cursor-pointer items-start gap-2 rounded border border-line-strong px-3 py-2 has-checked:border-accent has-checked:bg-accent-soft">
      <input
        type="radio"
        name={props.name}
        checked={props.on}
        onChange={props.onPick}
        className="mt-1 accent-accent"
      />
      <span className="min-w-0">
        <span className="block text-xs text-muted">{props.title}</span>
        <span className="font-mono text-sm break-words">{shown(props.value)}</span>
      </span>
    </label>
  )
}

function shown(value: unknown): string {
  if (value === true) return 'On'
  if (value === false) return 'Off'
  if (value === '' || value === null || value === undefined) return '(empty)'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
