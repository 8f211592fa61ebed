'use client'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { useTotalsChoice } from './totals-choice'

/** Shows and hides the totals of the search. */
export function TotalsToggle() {
  const [shown, setShown] = useTotalsChoice()
  const Chevron = shown.isOpen ? ChevronDown : ChevronRight
  return (
    <Button
      variant="quiet"
      aria-expanded={shown.isOpen}
      icon={<Chevron aria-hidden className="size-4" />}
      onClick={() => setShown({ ...shown, isOpen: !shown.isOpen })}
    >
      Totals
    </Button>
  )
}
