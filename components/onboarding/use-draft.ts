'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { draftQuery, onboardingQuery, type Draft } from '@/lib/client/onboarding'
import { createDraft, saveDraft } from '@/lib/client/onboarding-writes'
import { DraftKeeper, type Keeping } from './draft-keeper'

/** The draft of one wizard: `keeper` keeps it, `keeping` says how it stands. `onCreated` is told of the draft that is made. */
export function useDraft(
  projectId: string,
  draft: Draft | undefined,
  onCreated: (draft: Draft) => void,
): { keeper: DraftKeeper; keeping: Keeping } {
  const client = useQueryClient()
  const [keeper] = useState(() => {
    const onSaved = (saved: Draft) => {
      client.setQueryData(draftQuery(projectId, saved.id).queryKey, saved)
      void client.invalidateQueries({ queryKey: onboardingQuery(projectId).queryKey, exact: true })
    }
    return new DraftKeeper(draft, {
      create: (answers) => createDraft(projectId, answers),
      save: (changed) => saveDraft(projectId, changed),
      onCreated: (made) => {
        onSaved(made)
        onCreated(made)
      },
      onSaved,
    })
  })
  // An effect, because what was written last is to be kept when the page goes.
  useEffect(() => {
    keeper.go()
    return () => keeper.stop()
  }, [keeper])
  return { keeper, keeping: useSyncExternalStore(keeper.subscribe, keeper.state, keeper.state) }
}
