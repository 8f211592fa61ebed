import Link from 'next/link'
import type { ComponentProps, ReactNode } from 'react'

const look = 'rounded-sm text-left font-medium text-text hover:underline'

/** The cell through which the keyboard opens a row: a link where the row has an address, a button where it opens a drawer. */
export function RowTitle<Row>(props: {
  row: Row
  onOpen?: (row: Row) => void
  href?: (row: Row) => string
  children: ReactNode
}) {
  const { row, onOpen, href } = props
  if (onOpen)
    return (
      <button type="button" onClick={() => onOpen(row)} className={look}>
        {props.children}
      </button>
    )
  if (!href) return props.children
  return (
    // Row addresses come from data; typed routes cannot check them.
    <Link href={href(row) as ComponentProps<typeof Link>['href']} className={look}>
      {props.children}
    </Link>
  )
}
