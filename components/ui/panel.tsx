import { cx } from 'class-variance-authority'
import type { ReactNode } from 'react'

/** The one level of panels; nothing with a border of its own goes inside. */
export function Panel({
  title,
  className,
  children,
}: {
  title?: ReactNode
  className?: string
  children: ReactNode
}) {
  return (
    <section className={cx('rounded-lg border bg-surface shadow', className)}>
      {title && <h2 className="border-b px-4 py-3 text-base font-semibold">{title}</h2>}
      {children}
    </section>
  )
}
