'use client'
import { Check, TriangleAlert } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { errorText } from '@/components/ui/error-notice'
import type { Named } from './credential-list-row'

/** How far the link to one trunk is. */
export type LinkState = 'linking' | 'linked' | { error: unknown }

/** The trunks that a new list is linked to, one line each; a refusal says why and can be tried again. */
export function LinkProgress(props: {
  targets: readonly Named[]
  links: ReadonlyMap<string, LinkState>
  onRetry: (trunkId: string) => void
}) {
  if (props.targets.length === 0) return null
  return (
    <ul aria-label="Links" aria-live="polite" className="flex flex-col gap-2">
      {props.targets.map(({ id, name }) => {
        const state = props.links.get(id) ?? 'linking'
        return (
          <li key={id} className="flex flex-wrap items-center gap-2">
            {state === 'linked' ? (
              <Badge tone="good" icon={<Check aria-hidden />}>
                Linked to {name}
              </Badge>
            ) : state === 'linking' ? (
              <Badge>Linking to {name}…</Badge>
            ) : (
              <>
                <Badge tone="bad" icon={<TriangleAlert aria-hidden />}>
                  Not linked to {name}
                </Badge>
                <span className="min-w-0 flex-1 basis-48 text-sm">{errorText(state.error).message}</span>
                <Button size="sm" onClick={() => props.onRetry(id)}>
                  Try again
                </Button>
              </>
            )}
          </li>
        )
      })}
    </ul>
  )
}
