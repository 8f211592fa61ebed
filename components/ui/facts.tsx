import type { ReactNode } from 'react'

/** Names and values, one under the other. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="flex flex-col divide-y">{children}</dl>
}

/** One name with its value; `hint` says what the value means. */
export function Fact({ name, hint, children }: { name: string; hint?: ReactNode; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 gap-y-0.5 px-4 py-2.5 sm:grid-cols-[11rem_minmax(0,1fr)]">
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0">
        <div className="break-words">{children}</div>
        {hint && <div className="text-sm text-muted">{hint}</div>}
      </dd>
    </div>
  )
}
