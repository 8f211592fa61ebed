'use client'
import { Check, Copy } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog, DialogActions, DialogBody } from '@/components/ui/dialog'
import { LiveRegion } from '@/components/ui/live-region'
import { useUnsavedGuard } from './use-unsaved-guard'

/** A user with the password that was just set; it exists nowhere else and goes with the dialog that shows it. */
export interface NewCredential {
  username: string
  password: string
}

/**
 * Passwords that were just set, for the one time that they can be seen: the vendor never tells them, and the console keeps none. Closing
 * by anything but the button that says they are stored asks once more.
 */
export function NewPasswordsDialog(props: {
  title: string
  credentials: readonly NewCredential[]
  onClose: () => void
  children?: ReactNode
}) {
  const [leaving, setLeaving] = useState(false)
  useUnsavedGuard(true, () => setLeaving(true))
  const { credentials } = props
  return (
    <Dialog
      wide
      title={props.title}
      description="Put them into the PBX now. They are shown this once: the vendor never tells a password, and the console keeps none."
      onClose={() => (leaving ? props.onClose() : setLeaving(true))}
    >
      <DialogBody>
        <div className="relative overflow-x-auto rounded border" data-unsaved="">
          <table className="w-full">
            <caption className="sr-only">User names with their new passwords</caption>
            <thead>
              <tr className="text-left text-xs text-faint">
                <th scope="col" className="border-b bg-sunken px-3 py-2 font-medium">
                  User name
                </th>
                <th scope="col" className="border-b bg-sunken px-3 py-2 font-medium">
                  Password
                </th>
              </tr>
            </thead>
            <tbody className="font-mono text-sm">
              {credentials.map(({ username, password }) => (
                <tr key={username} className="[&:not(:last-child)>*]:border-b">
                  <th scope="row" className="px-3 py-2 text-left font-normal wrap-anywhere">
                    {username}
                  </th>
                  <td className="px-3 py-2">
                    <span className="flex items-center gap-1">
                      <span translate="no" className="min-w-36 break-all">
                        {password}
                      </span>
                      <CopyButton value={password} label={`Copy the password of ${username}`} />
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {props.children}
        {leaving && (
          <div role="alert" className="flex flex-wrap items-center gap-2 rounded-lg bg-warn-soft px-4 py-3">
            <p className="flex-1 basis-48 font-medium">
              Once this is closed nobody can see these passwords again.
            </p>
            <Button ref={(button) => button?.focus()} size="sm" onClick={() => setLeaving(false)}>
              Keep them open
            </Button>
            <Button size="sm" variant="danger" onClick={props.onClose}>
              Close anyway
            </Button>
          </div>
        )}
      </DialogBody>
      <DialogActions>
        <CopyAllButton credentials={credentials} />
        <Button variant="primary" onClick={props.onClose}>
          I have stored them
        </Button>
      </DialogActions>
    </Dialog>
  )
}

function CopyAllButton({ credentials }: { credentials: readonly NewCredential[] }) {
  const [outcome, setOutcome] = useState('')
  // User name and password apart by a tab, which spreadsheets and most PBX imports read as two columns.
  const text = credentials.map(({ username, password }) => `${username}\t${password}`).join('\n')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setOutcome('Copied')
    } catch {
      setOutcome('The browser refused; select and copy them')
    }
  }
  const Icon = outcome === 'Copied' ? Check : Copy
  return (
    <>
      <Button data-first-focus icon={<Icon aria-hidden className="size-4" />} onClick={() => void copy()}>
        {outcome || 'Copy all'}
      </Button>
      <LiveRegion>{outcome}</LiveRegion>
    </>
  )
}
