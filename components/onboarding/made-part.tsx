import { CircleCheck } from 'lucide-react'
import { Name } from '@/components/ui/name'

/** A part of the answers that a run has made already, so that it is only shown. */
export function MadePart({ what, name }: { what: string; name: string }) {
  return (
    <div className="flex items-start gap-2 rounded bg-good-soft px-4 py-3">
      <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-good" />
      <div className="min-w-0">
        <p className="flex flex-wrap gap-x-1.5 font-medium">
          <span>{what}</span>
          <Name>{name}</Name>
        </p>
        <p className="text-sm text-muted">Made already; it stays as it is.</p>
      </div>
    </div>
  )
}
