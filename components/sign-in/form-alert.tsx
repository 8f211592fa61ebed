import { TriangleAlert } from 'lucide-react'

/** Why the form was refused, in one sentence; read out at once. */
export function FormAlert({ children }: { children: string }) {
  return (
    <p role="alert" className="flex items-start gap-2 rounded bg-bad-soft px-3 py-2 text-text">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
      {children}
    </p>
  )
}
