import { toast } from '@/components/ui/toast'

const past: Readonly<Record<string, string>> = {
  Create: 'created',
  Add: 'added',
  Delete: 'deleted',
  Remove: 'removed',
  End: 'ended',
}

/** "Trunk Head office deleted" from the button "Delete trunk" and the name; undefined for what only changes something. */
export function doneText(label: string, name: string | undefined): string | undefined {
  const [verb = '', ...rest] = label.split(' ')
  const happened = past[verb]
  if (!happened || rest.length === 0) return undefined
  const what = rest.join(' ')
  return [what.charAt(0).toUpperCase() + what.slice(1), name, happened].filter(Boolean).join(' ')
}

const watchedForMs = 5000

/**
 * Says what has been done, and keeps the keyboard on the page: when the row or page that had the focus goes away, the heading takes it.
 */
export function finish(text: string | undefined): void {
  if (text) toast(text, 'good')
  const settle = () => {
    if (document.activeElement !== document.body || document.querySelector('dialog[open]')) return
    document.querySelector<HTMLElement>('main h1')?.focus()
  }
  const observer = new MutationObserver(settle)
  observer.observe(document.body, { childList: true, subtree: true })
  const stop = new AbortController()
  const end = () => {
    observer.disconnect()
    stop.abort()
  }
  // Whoever goes on by themselves chooses where the focus is.
  document.addEventListener('pointerdown', end, { capture: true, signal: stop.signal })
  document.addEventListener('keydown', end, { capture: true, signal: stop.signal })
  setTimeout(end, watchedForMs)
}
