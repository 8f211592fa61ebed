'use client'
import type { Route } from 'next'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useRefusalReason } from '@/components/layout/session-context'
import { ButtonLink } from '@/components/ui/button-link'
import { GatedButton } from '@/components/ui/gated-button'
import { Name } from '@/components/ui/name'
import { Panel } from '@/components/ui/panel'
import { Time } from '@/components/ui/time'
import type { Draft } from '@/lib/client/onboarding'
import { projectPath } from '@/lib/client/page-path'
import { workflowOf, workflowWords } from '@/lib/rules/workflow'
import { isAnswered, stepsOf } from './wizard-steps'

const DiscardDraftDialog = dynamic(
  () => import('./discard-draft-dialog').then((module) => module.DiscardDraftDialog),
  { ssr: false },
)

/** Answers that somebody has begun to give, to go on with or to throw away. */
export function DraftsPanel({ projectId, drafts }: { projectId: string; drafts: readonly Draft[] }) {
  const refusal = useRefusalReason('operator')
  const [discarding, setDiscarding] = useState<Draft>()
  if (drafts.length === 0) return null
  return (
    <Panel title="Drafts" className="mb-4">
      <ul className="divide-y">
        {drafts.map((draft) => {
          const workflow = workflowOf(draft.answers)
          return (
            <li key={draft.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
              <div className="min-w-0 flex-1 basis-60">
                <p className="font-medium">
                  <Name>{draft.answers.trunk?.name.trim() || 'Without a name'}</Name>
                </p>
                <p className="text-sm text-muted wrap-anywhere">
                  {workflow ? `${workflowWords[workflow]} · ` : ''}
                  {draft.actorEmail}, <Time value={draft.updatedAt} exactOnHover />
                </p>
              </div>
              <div className="flex gap-2">
                {refusal === undefined ? (
                  <ButtonLink
                    size="sm"
                    href={draftPath(projectId, draft)}
                    aria-label={`Go on with ${nameOf(draft)}`}
                  >
                    Go on
                  </ButtonLink>
                ) : (
                  <GatedButton size="sm" reason={refusal}>
                    Go on
                  </GatedButton>
                )}
                <GatedButton
                  size="sm"
                  variant="quiet"
                  reason={refusal}
                  aria-label={`Discard ${nameOf(draft)}`}
                  onClick={() => setDiscarding(draft)}
                >
                  Discard
                </GatedButton>
              </div>
            </li>
          )
        })}
      </ul>
      {discarding && (
        <DiscardDraftDialog
          projectId={projectId}
          // As it is now: somebody may have gone on with it since it was asked about.
          draft={drafts.find(({ id }) => id === discarding.id) ?? discarding}
          name={nameOf(discarding)}
          onClose={() => setDiscarding(undefined)}
        />
      )}
    </Panel>
  )
}

function nameOf({ answers }: Draft): string {
  return answers.trunk?.name.trim() || 'without a name'
}

/** The draft at the first step that is not answered. */
function draftPath(projectId: string, { id, answers }: Draft): Route {
  const step = stepsOf(answers).find((one) => !isAnswered(one, answers)) ?? 'review'
  // An address with a search is no typed route.
  return `${projectPath(projectId, 'onboarding', 'new')}?draft=${encodeURIComponent(id)}&step=${step}` as Route
}
