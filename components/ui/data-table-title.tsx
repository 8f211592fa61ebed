import Link from 'next/link'
import type { ComponentProps, ReactNode } from 'react'
import { Name } from './name'

// The padding makes one line of text a target of 24 pixels.
const look =
  '-my-0.5 inline-block rounded-sm align-middle py-0.5 text-left font-medium text-text hover:underline'

/** The cell through which the keyboard opens a row: a link where the row has an address, a button where it opens a drawer. */
export function RowTitle<Row>(props: {
  row: Row
  onOpen?: (row: Row) => void
  href?: (row: Row) => string
  children: ReactNode
}) {
  const { row, onOpen, href } = props
  const content = typeof props.children === 'string' ? <Name>{props.children}</Name> : props.children
  if (onOpen)
    return (
      <button type="button" onClick={() => onOpen(row)} className={look}>
        {content}
      </button>
    )
  if (!href) return content
  return (
    // Row addresses come from data; typed routes cannot check them. One of fifty is opened: two requests for each are not to come first.
    <Link href={href(row) as ComponentProps<typeof Link>['href']} prefetch={false} className={look}>
      {content}
    </Link>
  )
}
