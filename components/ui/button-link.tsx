import Link from 'next/link'
import type { ComponentProps } from 'react'
import { buttonLook, type ButtonLook } from './button-look'

/** A link that looks like a button, for actions that are pages. */
export function ButtonLink({
  variant,
  size,
  icon,
  className,
  children,
  ...rest
}: ComponentProps<typeof Link> & ButtonLook) {
  return (
    <Link {...rest} className={buttonLook({ variant, size, className })}>
      {icon}
      {children}
    </Link>
  )
}
