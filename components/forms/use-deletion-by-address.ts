import { useState } from 'react'
import { useUrlSearch } from '@/lib/client/url-search'

/**
 * Whether the dialog that deletes what the page shows is open. `?delete=1` opens it too, for whoever may delete: that is how one finds
 * back to a deletion that was begun, from any page.
 */
export function useDeletionByAddress(refusal: string | undefined): [boolean, (open: boolean) => void] {
  const [search, change] = useUrlSearch()
  const [isOpen, setIsOpen] = useState(false)
  const asked = search.get('delete') !== null
  const set = (open: boolean) => {
    setIsOpen(open)
    if (!open && asked) change({ delete: undefined }, 'replace')
  }
  return [refusal === undefined && (isOpen || asked), set]
}
