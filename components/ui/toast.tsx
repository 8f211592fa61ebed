'use client'
import { CircleCheck, TriangleAlert, X } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { IconButton } from './icon-button'

interface Message {
  id: number
  tone: 'good' | 'bad'
  text: string
}

const shownForMs = 8000
const none: readonly Message[] = []
const listeners = new Set<() => void>()
let messages = none
let lastId = 0

function change(next: readonly Message[]) {
  messages = next
  listeners.forEach((listener) => listener())
}

function dismiss(id: number) {
  change(messages.filter((message) => message.id !== id))
}

/**
 * A message for what has no place of its own on the page, e.g. a switch in a row that failed. A failure stays until it is dismissed;
 * everything else leaves by itself.
 */
export function toast(text: string, tone: Message['tone'] = 'bad'): void {
  const id = ++lastId
  change([...messages.slice(-3), { id, tone, text }])
  if (tone === 'good') setTimeout(() => dismiss(id), shownForMs)
}

/** Where toasts appear; mounted once, in the shell. */
export function Toaster() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => messages,
    () => none,
  )
  return (
    <div
      role="region"
      aria-label="Messages"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-4 bottom-4 z-40 flex flex-col items-end gap-2 sm:left-auto sm:w-96"
    >
      {shown.map(({ id, tone, text }) => (
        <div
          key={id}
          className="pointer-events-auto flex w-full items-start gap-2 rounded-lg border border-line-strong bg-raised py-2 pr-2 pl-3 shadow-lg"
        >
          {tone === 'bad' ? (
            <TriangleAlert aria-hidden className="mt-2 size-4 shrink-0 text-bad" />
          ) : (
            <CircleCheck aria-hidden className="mt-2 size-4 shrink-0 text-good" />
          )}
          <p className="flex-1 py-1.5 break-words">{text}</p>
          <IconButton label="Dismiss" icon={<X />} onClick={() => dismiss(id)} />
        </div>
      ))}
    </div>
  )
}
