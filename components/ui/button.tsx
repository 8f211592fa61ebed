import { LoaderCircle } from 'lucide-react'
import type { ComponentProps } from 'react'
import { buttonLook, type ButtonLook } from './button-look'

type ButtonProps = ComponentProps<'button'> & ButtonLook & { pending?: boolean }

/** A button; `pending` keeps its width and focus while the work runs, and swallows further clicks. */
export function Button({ variant, size, pending, icon, className, children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={buttonLook({ variant, size, className })}
      aria-busy={pending || undefined}
      aria-disabled={pending || rest['aria-disabled']}
      onClick={(event) => {
        if (pending) event.preventDefault()
        else onClick?.(event)
      }}
    >
      {pending ? <LoaderCircle aria-hidden className="turn size-4 shrink-0" /> : icon}
      {children}
    </button>
  )
}
