import { cx } from 'class-variance-authority'

/** A grey bar in the place of text that is on its way; invisible for the first 200 ms, its space taken from the start. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cx('appear-late block h-4 rounded-sm bg-line', className ?? 'w-32')} />
}
