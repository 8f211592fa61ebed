'use client'
import { cx } from 'class-variance-authority'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ComponentProps, ReactNode } from 'react'

/** The parts of one object, each with its own address. */
export function TabsNav(props: {
  label: string
  tabs: readonly { href: ComponentProps<typeof Link>['href']; label: ReactNode }[]
}) {
  const here = usePathname()
  return (
    <nav aria-label={props.label} className="mb-4 flex gap-5 overflow-x-auto border-b">
      {props.tabs.map(({ href, label }) => (
        <Link
          key={String(href)}
          href={href}
          ref={here === String(href) ? bringIntoBar : undefined}
          aria-current={here === String(href) ? 'page' : undefined}
          className={cx(
            '-mb-px border-b-2 py-2 font-medium whitespace-nowrap -outline-offset-2',
            here === String(href)
              ? 'border-accent text-text'
              : 'border-transparent text-muted hover:text-text',
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  )
}

// The bar alone is scrolled: the page stays where its reader is.
function bringIntoBar(tab: HTMLElement | null) {
  const bar = tab?.parentElement
  if (!tab || !bar) return
  const end = tab.offsetLeft - bar.offsetLeft + tab.offsetWidth
  if (end > bar.scrollLeft + bar.clientWidth) bar.scrollLeft = end - bar.clientWidth
}
