import { ChevronLeft } from 'lucide-react'
import Link from 'next/link'
import type { ComponentProps, ReactNode } from 'react'

/** The head of a page: title, one sentence on how complete and how fresh it is, and the primary action at the right. */
export function PageHeader(props: {
  title: ReactNode
  sentence?: ReactNode
  actions?: ReactNode
  back?: { href: ComponentProps<typeof Link>['href']; label: string }
  /** Beside the way back, where nothing moves when it comes and goes, e.g. a countdown. */
  note?: ReactNode
}) {
  return (
    <div className="mb-4 flex flex-wrap items-start gap-x-4 gap-y-3">
      <div className="min-w-0 flex-1 basis-72">
        {props.back && (
          <div className="flex min-h-6 items-center justify-between gap-3">
            <Link
              href={props.back.href}
              className="-ml-1 inline-flex min-h-6 items-center gap-0.5 text-muted hover:text-text"
            >
              <ChevronLeft aria-hidden className="size-4" />
              {props.back.label}
            </Link>
            {props.note}
          </div>
        )}
        {/* It takes the focus when what had it is gone, e.g. after something was deleted. */}
        <h1 tabIndex={-1} className="text-2xl font-semibold tracking-tight wrap-anywhere outline-none">
          {typeof props.title === 'string' ? (
            <bdi title={props.title} className="max-sm:line-clamp-3">
              {props.title}
            </bdi>
          ) : (
            props.title
          )}
        </h1>
        {props.sentence && <div className="mt-0.5 min-h-5 text-muted">{props.sentence}</div>}
      </div>
      {props.actions && <div className="flex flex-wrap items-center gap-2">{props.actions}</div>}
    </div>
  )
}
