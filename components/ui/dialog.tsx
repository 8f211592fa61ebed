'use client'
import { cx } from 'class-variance-authority'
import { X } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { IconButton } from './icon-button'
import { Modal } from './modal'

/** A dialog in the middle of the page; mount it to open it, unmount it to close it. The first field inside takes the focus. */
export function Dialog(props: {
  title: string
  description?: ReactNode
  role?: 'dialog' | 'alertdialog'
  wide?: boolean
  onClose: () => void
  children: ReactNode
}) {
  const id = useId()
  return (
    <Modal
      labelledBy={`${id}-title`}
      describedBy={props.description ? `${id}-description` : undefined}
      role={props.role}
      onClose={props.onClose}
      className={cx(
        'inset-0 m-auto h-fit max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] overflow-auto overscroll-contain rounded-lg border shadow-lg',
        props.wide ? 'max-w-3xl' : 'max-w-lg',
      )}
    >
      <div className="relative flex flex-col">
        <div className="border-b px-5 py-4 pr-14">
          <h2 id={`${id}-title`} className="text-lg font-semibold">
            {props.title}
          </h2>
          {props.description && (
            <p id={`${id}-description`} className="mt-0.5 text-muted">
              {props.description}
            </p>
          )}
        </div>
        {props.children}
        {/* Last in the source, so that the first field and not this button takes the focus. */}
        <div className="absolute top-3 right-3">
          <IconButton label="Close" icon={<X />} onClick={props.onClose} />
        </div>
      </div>
    </Modal>
  )
}

/** The main part of a dialog. */
export function DialogBody({ children }: { children: ReactNode }) {
  return <div className="flex flex-col gap-4 px-5 py-4">{children}</div>
}

/** The row of buttons at the end of a dialog; the primary action comes last. */
export function DialogActions({ children }: { children: ReactNode }) {
  return (
    <div className="sticky bottom-0 flex flex-wrap justify-end gap-2 border-t bg-surface px-5 py-3">
      {children}
    </div>
  )
}
