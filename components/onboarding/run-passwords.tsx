'use client'
import { Eye } from 'lucide-react'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { Fragment, useState } from 'react'
import type { NewCredential } from '@/components/forms/new-passwords-dialog'
import { useSingleRun } from '@/components/forms/use-single-run'
import { ErrorNotice } from '@/components/ui/error-notice'
import { GatedButton } from '@/components/ui/gated-button'
import { Panel } from '@/components/ui/panel'
import type { Run } from '@/lib/client/onboarding'
import { useRevealPasswords } from '@/lib/client/onboarding-writes'
import { projectPath } from '@/lib/client/page-path'

const NewPasswordsDialog = dynamic(
  () => import('@/components/forms/new-passwords-dialog').then((module) => module.NewPasswordsDialog),
  { ssr: false },
)

const mostNamed = 5

/** The one chance to see the passwords that a run has generated; whoever asks for them first sees them, and they are wiped. */
export function RunPasswords(props: { projectId: string; run: Run; refusal: string | undefined }) {
  const { projectId, run, refusal } = props
  const reveal = useRevealPasswords(projectId)
  const [shown, setShown] = useState<readonly NewCredential[]>()
  const show = useSingleRun(async () => {
    // Shown below from the state of the mutation.
    const answer = await reveal.mutateAsync(run.id).catch(() => undefined)
    if (answer) setShown(answer.credentials)
  })
  const { credentialList } = run.answers
  const users = credentialList?.use === 'new' ? credentialList.usernames : []
  const listId = run.steps.find(({ action }) => action === 'create_credential_list')?.objectId
  return (
    <Panel title="Passwords, shown once">
      <div className="flex flex-col items-start gap-3 p-4">
        {run.hasPasswords ? (
          <>
            <p>
              The console made {users.length === 1 ? 'a password' : 'passwords'} for{' '}
              {users.slice(0, mostNamed).map((username, index) => (
                <Fragment key={username}>
                  {index > 0 && ', '}
                  <span className="font-mono text-sm whitespace-nowrap">{username}</span>
                </Fragment>
              ))}
              {users.length > mostNamed && ` and ${users.length - mostNamed} more`}. Have the PBX at hand:
              they are shown this once and are then wiped here. The vendor never tells them.
            </p>
            {refusal !== undefined && (
              <p className="text-sm text-muted">An operator or an admin can see them.</p>
            )}
            <GatedButton
              variant="primary"
              reason={refusal}
              pending={reveal.isPending}
              icon={<Eye aria-hidden className="size-4" />}
              onClick={() => void show()}
            >
              Show passwords
            </GatedButton>
          </>
        ) : (
          <p>
            They were shown and are wiped. A password that is lost is replaced by a new one{' '}
            {listId ? (
              <Link
                href={projectPath(projectId, 'credential-lists', listId)}
                prefetch={false}
                className="underline underline-offset-2"
              >
                in the credential list
              </Link>
            ) : (
              'in the credential list'
            )}
            .
          </p>
        )}
        {reveal.isError && <ErrorNotice takesFocus error={reveal.error} />}
      </div>
      {shown && (
        <NewPasswordsDialog
          title={`Passwords of “${credentialList?.name ?? run.title}”`}
          credentials={shown}
          onClose={() => setShown(undefined)}
        >
          <p className="text-muted">They are wiped from this console already: nobody can show them again.</p>
        </NewPasswordsDialog>
      )}
    </Panel>
  )
}
