'use client'
import type { ComponentProps } from 'react'
import { Button } from './button'
import { Tooltip } from './tooltip'

/** A button that a person may not use says why, on hover and to assistive technology; with no `reason` it is a plain button. */
export function GatedButton({ reason, ...button }: ComponentProps<typeof Button> & { reason?: string }) {
  if (!reason) return <Button {...button} />
  return (
    <Tooltip text={reason}>
      {(describedBy) => (
        <Button {...button} type="button" aria-disabled aria-describedby={describedBy} onClick={undefined} />
      )}
    </Tooltip>
  )
}
