'use client'
import { X } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { IconButton } from './icon-button'
import { Modal } from './modal'

/**
 * A sheet at the right edge that explains one row. Beside the page it is not modal: the table stays usable, so that the row it explains
 * can be seen and the next one chosen. Wrap page and drawer in `DrawerLayout` so that the table makes room. Where there is no room beside
 * the page it lies along the bottom; on a phone it covers the page.
 */
export function Drawer(props: {
  title: ReactNode
  /** Names the sheet for assistive technology when the title is more than text. */
  label: string
  actions?: ReactNode
  onClose: () => void
  /** Arrow keys inside the drawer ask for the next (1) or previous (-1) row. */
  onStep?: (direction: 1 | -1) => void
  children: ReactNode
}) {
  return (
    <aside
      aria-label={props.label}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return
        if (event.target instanceof Element && event.target.closest('input, select, textarea, [role=menu]'))
          return
        if (event.key === 'Escape') props.onClose()
        else if (event.key === 'ArrowDown') props.onStep?.(1)
        else if (event.key === 'ArrowUp') props.onStep?.(-1)
        else return
        event.preventDefault()
      }}
      className="fixed inset-y-0 right-0 z-30 flex w-full flex-col border-l bg-surface shadow-lg outline-none sm:max-lg:top-auto sm:max-lg:h-(--sheet-height) sm:max-lg:border-t lg:w-[26rem]"
    >
      <div className="flex min-h-(--header-height) items-center gap-2 border-b py-2 pr-2 pl-4">
        <h2 className="min-w-0 flex-1 truncate font-semibold">{props.title}</h2>
        {props.actions}
        <IconButton label="Close" icon={<X />} onClick={props.onClose} />
      </div>
      <div className="flex-1 overflow-y-auto overscroll-contain">{props.children}</div>
    </aside>
  )
}

/** Leaves room for an open drawer beside or below the page, so that it never hides the row it explains. */
export function DrawerLayout({ drawer, children }: { drawer: ReactNode; children: ReactNode }) {
  return (
    <>
      {/* From 1552 pixels on, the sidebar and the widest page leave some of the room at the right free by themselves. */}
      <div
        data-drawer={drawer ? '' : undefined}
        className={
          drawer
            ? 'sm:max-lg:pb-(--sheet-height) lg:mr-[max(0px,26rem-0.75rem-max(0px,100vw-1552px))]'
            : undefined
        }
      >
        {children}
      </div>
      {drawer}
    </>
  )
}

/** A modal sheet at the left edge: the navigation on a phone. */
export function SideSheet(props: { title: string; onClose: () => void; children: ReactNode }) {
  const id = useId()
  return (
    <Modal
      labelledBy={id}
      onClose={props.onClose}
      className="inset-y-0 left-0 h-dvh max-h-none w-72 max-w-[85vw] overflow-y-auto border-r shadow-lg"
    >
      <h2 id={id} className="sr-only">
        {props.title}
      </h2>
      {props.children}
    </Modal>
  )
}
