'use client'
import { Link2 } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'

/** Copies an address of this very set of calls: its window is pinned, so that whoever opens it later sees the same. */
export function CopyLink({ search }: { search: () => string }) {
  const copy = async () => {
    const address = `${window.location.origin}${window.location.pathname}?${search()}`
    try {
      await navigator.clipboard.writeText(address)
      toast('Link copied. It keeps the window as it is now.', 'good')
    } catch {
      toast(`The browser refused to copy. The link is ${address}`)
    }
  }
  return (
    <Button icon={<Link2 aria-hidden className="size-4" />} onClick={() => void copy()}>
      Copy link
    </Button>
  )
}
