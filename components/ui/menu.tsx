'use client'
import { cx } from 'class-variance-authority'
import { Check } from 'lucide-react'
import Link from 'next/link'
import { createContext, use, useId, type ComponentProps, type KeyboardEvent, type ReactNode } from 'react'
import { Popover, type TriggerProps } from './popover'

/** A menu button: arrow keys, Home, End and first letters move between its items; Tab and Escape close it. */
export function Menu(props: {
  label: string
  align?: 'start' | 'end'
  /** Why none of the items with this same reason does anything; said once, at the end of the menu. */
  reason?: string
  trigger: (trigger: TriggerProps) => ReactNode
  children: ReactNode
}) {
  const noteId = useId()
  return (
    <Popover
      role="menu"
      label={props.label}
      align={props.align}
      trigger={props.trigger}
      className="min-w-48 p-1"
      onOpen={(menu) => items(menu)[0]?.focus()}
      onKeyDown={moveFocus}
    >
      {(close) => (
        // A chosen item closes the menu, whatever the item does.
        <div role="none" onClick={(event) => isItem(event.target) && close()}>
          <ReasonContext value={props.reason ? { text: props.reason, noteId } : undefined}>
            {props.children}
          </ReasonContext>
          {props.reason && (
            <div role="none" id={noteId} className="max-w-64 border-t px-2 pt-1.5 pb-1 text-xs text-faint">
              {props.reason}
            </div>
          )}
        </div>
      )}
    </Popover>
  )
}

const ReasonContext = createContext<{ text: string; noteId: string } | undefined>(undefined)

const itemLook =
  'flex w-full items-center gap-2 rounded px-2 py-1.5 text-left no-underline hover:bg-sunken focus-visible:bg-sunken aria-disabled:cursor-not-allowed aria-disabled:text-faint [&_svg]:size-4 [&_svg]:shrink-0'

/** One action. With `reason` it stays readable but does nothing. */
export function MenuItem(props: {
  icon?: ReactNode
  tone?: 'bad'
  checked?: boolean
  reason?: string
  onSelect: () => void
  children: ReactNode
}) {
  const checkable = props.checked !== undefined
  const saidBelow = use(ReasonContext)
  const isSaidBelow = saidBelow !== undefined && saidBelow.text === props.reason
  return (
    <button
      type="button"
      role={checkable ? 'menuitemradio' : 'menuitem'}
      aria-checked={props.checked}
      aria-disabled={props.reason ? true : undefined}
      aria-describedby={isSaidBelow ? saidBelow.noteId : undefined}
      tabIndex={-1}
      onClick={(event) => {
        if (props.reason) event.stopPropagation()
        else props.onSelect()
      }}
      className={cx(itemLook, props.tone === 'bad' && !props.reason && 'text-bad')}
    >
      {props.icon}
      <span className="flex-1">
        {props.children}
        {props.reason && !isSaidBelow && (
          <span className="block max-w-60 text-xs text-faint">{props.reason}</span>
        )}
      </span>
      {checkable && <Check aria-hidden className={props.checked ? '' : 'invisible'} />}
    </button>
  )
}

/** One place to go to. */
export function MenuLink({ icon, children, ...link }: ComponentProps<typeof Link> & { icon?: ReactNode }) {
  return (
    <Link {...link} role="menuitem" tabIndex={-1} className={itemLook}>
      {icon}
      <span className="flex-1">{children}</span>
    </Link>
  )
}

/** A line of text between items, e.g. who is signed in. */
export function MenuNote({ children }: { children: ReactNode }) {
  return (
    <div role="none" className="px-2 py-1.5 text-xs text-faint">
      {children}
    </div>
  )
}

/** A line between groups of items. */
export function MenuSeparator() {
  return <div role="separator" className="my-1 border-t" />
}

function isItem(target: EventTarget) {
  return target instanceof Element && target.closest('[role^=menuitem]') !== null
}

function items(menu: Element) {
  return [...menu.querySelectorAll<HTMLElement>('[role^=menuitem]')]
}

function moveFocus(event: KeyboardEvent<HTMLDivElement>) {
  const all = items(event.currentTarget)
  const now = all.findIndex((item) => item === document.activeElement)
  const next = {
    ArrowDown: all[(now + 1) % all.length],
    ArrowUp: all.at(now <= 0 ? -1 : now - 1),
    Home: all[0],
    End: all.at(-1),
  }[event.key]
  if (event.key === 'Tab') event.currentTarget.hidePopover()
  else if (next) next.focus()
  else if (event.key.length === 1 && /\S/.test(event.key)) {
    const key = event.key.toLowerCase()
    const later = [...all.slice(now + 1), ...all.slice(0, now + 1)]
    later.find((item) => item.textContent?.trim().toLowerCase().startsWith(key))?.focus()
  } else return
  if (event.key !== 'Tab') event.preventDefault()
}
