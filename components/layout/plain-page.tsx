import type { ReactNode } from 'react'
import { Logo } from './logo'

/** The one narrow column of pages outside the console: sign-in, set-up, not found, crash. */
export function PlainPage({
  title,
  sentence,
  children,
}: {
  title: string
  sentence?: ReactNode
  children: ReactNode
}) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col px-4 pt-[max(2.5rem,18vh)] pb-10">
      <Logo />
      <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
      {sentence && <div className="mt-1 text-muted">{sentence}</div>}
      <div className="mt-5">{children}</div>
    </main>
  )
}
