'use client'
import { CloudOff } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { errorText } from '@/components/ui/error-notice'
import { Time } from '@/components/ui/time'
import { ApiError } from '@/lib/errors'
import type { Keeping } from './draft-keeper'

/** One line on how the draft stands with the server. */
export function DraftSentence({ keeping }: { keeping: Keeping }) {
  switch (keeping.state) {
    case 'new':
      return <>Nothing is sent to the vendor before the review. The first Continue keeps a draft.</>
    case 'saved':
      return <>Kept as a draft: you or a colleague can go on with it from any browser.</>
    case 'waiting':
    case 'saving':
      return <>Keeping the draft…</>
    case 'failed':
      return <>The draft could not be kept just now and is tried again; your answers stay on this page.</>
    case 'conflict':
    case 'gone':
      return <>The draft is not being kept.</>
  }
}

/** What somebody has to know or decide about the draft; nothing while all is well. */
export function DraftNotice(props: {
  keeping: Keeping
  onSettle: (which: 'mine' | 'theirs') => void
  onKeepAnew: () => void
  onRetry: () => void
}) {
  const { keeping } = props
  const [chosen, setChosen] = useState<'mine' | 'theirs'>()
  if (keeping.state === 'failed') {
    // Of a connection that broke the sentence above and the console's own notice tell enough.
    if (keeping.error instanceof ApiError && keeping.error.details.outcomeUnknown) return null
    return (
      <Notice
        text="The draft could not be kept."
        detail={errorText(keeping.error).message}
        actions={
          <Button size="sm" onClick={props.onRetry}>
            Try again now
          </Button>
        }
      />
    )
  }
  if (keeping.state === 'conflict') {
    const { theirs } = keeping
    const settle = (which: 'mine' | 'theirs') => {
      setChosen(which)
      props.onSettle(which)
    }
    return (
      <Notice
        text={`${theirs.actorEmail} has changed this draft meanwhile.`}
        detail={
          <>
            Theirs was kept <Time value={theirs.updatedAt} exactOnHover />. Yours is on this page only.
          </>
        }
        actions={
          <>
            <Button size="sm" pending={chosen === 'theirs'} onClick={() => settle('theirs')}>
              Take theirs
            </Button>
            <Button size="sm" pending={chosen === 'mine'} onClick={() => settle('mine')}>
              Keep mine
            </Button>
          </>
        }
      />
    )
  }
  if (keeping.state !== 'gone') return null
  return (
    <Notice
      text="This draft is gone: somebody has started it or thrown it away."
      detail="Look at the onboarding page before you go on, so that nothing is set up twice."
      actions={
        <Button size="sm" onClick={props.onKeepAnew}>
          Keep mine as a new draft
        </Button>
      }
    />
  )
}

function Notice(props: { text: string; detail: ReactNode; actions: ReactNode }) {
  return (
    <div
      role="alert"
      className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg bg-warn-soft px-4 py-3"
    >
      <CloudOff aria-hidden className="size-4 shrink-0 text-warn" />
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium wrap-anywhere">{props.text}</p>
        <p className="text-muted wrap-anywhere">{props.detail}</p>
      </div>
      <div className="flex flex-wrap gap-2">{props.actions}</div>
    </div>
  )
}
