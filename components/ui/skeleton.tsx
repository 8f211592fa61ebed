import { cx } from 'class-variance-authority'

/** A grey bar in the place of text that is on its way; invisible for the first 200 ms, its space taken from the start. */
export function Skeleton({ className }: { className?: string }) {
  return <SkeletonBar className={cx('appear-late', className ?? 'w-32')} />
}

/** The bar alone: where there are hundreds, their waiting belongs to what holds them, since each animation has its price. */
export function SkeletonBar({ className }: { className: string }) {
  return <span aria-hidden className={cx('block h-4 rounded-sm bg-line', className)} />
}
