'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ApiError } from '@/lib/errors'
import type { Draft, DraftAnswers } from '@/lib/client/onboarding'
import { useStartRun } from '@/lib/client/onboarding-writes'
import { projectPath } from '@/lib/client/page-path'
import { useUrlSearch } from '@/lib/client/url-search'
import { DraftNotice, DraftSentence } from './draft-notice'
import { useDraft } from './use-draft'
import { Wizard } from './wizard'

/** The wizard for something new: its answers are a draft on the server, and its last button starts the run. */
export function NewWizard(props: {
  projectId: string
  /** The draft that somebody has begun; a new one is made at the first Continue. */
  draft?: Draft
  onCreated: (draft: Draft) => void
}) {
  const { projectId } = props
  const router = useRouter()
  const [, change] = useUrlSearch()
  const [answers, setAnswers] = useState<DraftAnswers>(props.draft?.answers ?? {})
  const [version, setVersion] = useState(0)
  const [refusal, setRefusal] = useState<unknown>()
  const { keeper, keeping } = useDraft(projectId, props.draft, (draft) => {
    props.onCreated(draft)
    change({ draft: draft.id }, 'replace')
  })
  const start = useStartRun(projectId)

  const edit = (next: DraftAnswers) => {
    setAnswers(next)
    keeper.note(next)
  }
  const begin = async (given: DraftAnswers) => {
    setRefusal(undefined)
    try {
      // The draft names the run, so that it is begun once however often this is pressed, and wherever.
      await keeper.keep(given)
      const key = keeper.id
      if (key === undefined || keeper.state().state !== 'saved') return setRefusal(unkept(keeper.state()))
      const run = await start.mutateAsync({ key, answers: given })
      keeper.stop()
      router.replace(projectPath(projectId, 'onboarding', run.id))
    } catch (error) {
      setRefusal(error)
    }
  }

  return (
    <Wizard
      projectId={projectId}
      title="Set up a SIP trunk"
      sentence={<DraftSentence keeping={keeping} />}
      notice={
        <DraftNotice
          keeping={keeping}
          onRetry={() => void keeper.keep(answers)}
          onKeepAnew={() => void keeper.keepAnew()}
          onSettle={(which) =>
            void keeper.settle(which).then((theirs) => {
              if (!theirs) return
              setAnswers(theirs)
              setVersion(version + 1)
            })
          }
        />
      }
      answers={answers}
      version={version}
      verb="Set up trunk"
      // Until the next page is there, the button stays busy.
      starting={{ isPending: start.isPending || start.isSuccess, error: refusal }}
      onEdit={edit}
      onLeaveStep={(given) => void keeper.keep(given)}
      onStart={begin}
    />
  )
}

function unkept(keeping: ReturnType<ReturnType<typeof useDraft>['keeper']['state']>): unknown {
  if (keeping.state === 'failed') return keeping.error
  return new ApiError('conflict', 'Settle first what the notice at the top of the page says of the draft.')
}
