'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { ConfirmDialog } from '@/components/forms/confirm-dialog'
import { useUnsavedGuard } from '@/components/forms/use-unsaved-guard'
import { holdPage } from '@/lib/client/go'

/** Asks before an order that is not saved is left behind, by a link, by the palette, by going back, or by closing the page. */
export function LeaveGuard({ unsaved, onDiscard }: { unsaved: boolean; onDiscard: () => void }) {
  const router = useRouter()
  const [leaving, setLeaving] = useState<{ href?: string }>()
  useUnsavedGuard(unsaved, () => setLeaving({}))
  // An effect, because the links are all over the page and belong to others.
  useEffect(() => {
    if (!unsaved) return
    const hold = (event: MouseEvent) => {
      const href = followedBy(event)
      if (href === undefined) return
      event.preventDefault()
      event.stopPropagation()
      setLeaving({ href })
    }
    document.addEventListener('click', hold, { capture: true })
    // What leads elsewhere without a link: the palette, the choice of another project.
    const release = holdPage((href) => setLeaving({ href }))
    return () => {
      document.removeEventListener('click', hold, { capture: true })
      release()
    }
  }, [unsaved])

  if (!leaving) return null
  return (
    <ConfirmDialog
      title="Leave without saving the order?"
      verb="Discard the order"
      onConfirm={async () => {
        onDiscard()
        setLeaving(undefined)
        // The address was taken from what leads there; typed routes cannot check it.
        if (leaving.href !== undefined) router.push(leaving.href as Route)
      }}
      onClose={() => setLeaving(undefined)}
    >
      <p>
        The endpoints were moved on this page only; nothing of it has been sent.
        {leaving.href === undefined && ' Once it is discarded you can go back.'}
      </p>
    </ConfirmDialog>
  )
}

/** The address to which a click leads away from this page in this tab. */
function followedBy(event: MouseEvent): string | undefined {
  if (event.defaultPrevented || event.button !== 0) return undefined
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return undefined
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link?.href || link.target === '_blank' || link.origin !== window.location.origin) return undefined
  if (link.pathname === window.location.pathname) return undefined
  return link.pathname + link.search + link.hash
}
