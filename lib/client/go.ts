import type { Route } from 'next'
import { useRouter } from 'next/navigation'

let asking: ((href: string) => void) | undefined

/** Leads to another page, as a link does; a page that has something unsaved is asked first. */
export function useGo(): (href: string) => void {
  const router = useRouter()
  return (href) => {
    const { pathname } = new URL(href, window.location.href)
    if (asking && pathname !== window.location.pathname) asking(href)
    // Addresses with a query are no typed routes.
    else router.push(href as Route)
  }
}

/** From now on `ask` is called with the address instead of leading there. What is returned ends that. */
export function holdPage(ask: (href: string) => void): () => void {
  asking = ask
  return () => {
    if (asking === ask) asking = undefined
  }
}
