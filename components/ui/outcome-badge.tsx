import { CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react'
import { Badge } from './badge'

/** What became of a write; whatever is neither `ok` nor `failed` means that no answer was recorded. `brief` shows a success by its mark alone. */
export function OutcomeBadge({ outcome, brief = false }: { outcome: string | null; brief?: boolean }) {
  if (outcome === 'ok' && brief) {
    return <CircleCheck role="img" aria-label="Done" className="size-3.5 self-center text-good" />
  }
  if (outcome === 'ok') {
    return (
      <Badge tone="good" icon={<CircleCheck aria-hidden />}>
        Done
      </Badge>
    )
  }
  if (outcome === 'failed') {
    return (
      <Badge tone="bad" icon={<TriangleAlert aria-hidden />}>
        Refused or failed
      </Badge>
    )
  }
  return <Badge icon={<CircleDashed aria-hidden />}>Outcome not known</Badge>
}
