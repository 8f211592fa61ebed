'use client'
import type { Route } from 'next'
import { useState } from 'react'
import { ConfirmDialog } from '@/components/forms/confirm-dialog'
import { useRefusalReason } from '@/components/layout/session-context'
import { ButtonLink } from '@/components/ui/button-link'
import { GatedButton } from '@/components/ui/gated-button'
import { Name } from '@/components/ui/name'
import { Panel } from '@/components/ui/panel'
import { Time } from '@/components/ui/time'
import type { Draft } from '@/lib/client/onboarding'
import { useRemoveDraft } from '@/lib/client/onboarding-writes'
import { projectPath } from '@/lib/client/page-path'
import { workflowOf, workflowWords } from '@/lib/rules/workflow'
import { isAnswered, stepsOf } from './wizard-steps'

/** Answers that somebody has begun to give, to go on with or to throw away. */
export function DraftsPanel({ projectId, drafts }: { projectId: string; drafts: readonly Draft[] }) {
  const refusal = useRefusalReason('operator')
  const remove = useRemoveDraft(projectId)
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
                  <Name>{nameOf(draft)}</Name>
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
        <ConfirmDialog
          title={`Discard the draft ${nameOf(discarding)}?`}
          verb="Discard draft"
          done="Draft discarded"
          onConfirm={async () => {
            // As it is now: somebody may have gone on with it since it was asked about.
            await remove.mutateAsync(drafts.find(({ id }) => id === discarding.id) ?? discarding)
            setDiscarding(undefined)
          }}
          onClose={() => setDiscarding(undefined)}
        >
          <p>Its answers are lost for everybody. Nothing of it has been sent to the vendor.</p>
        </ConfirmDialog>
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
