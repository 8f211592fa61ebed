import { ArrowDownLeft, ArrowUpRight, Ban, CircleCheck, CircleX, PhoneMissed, PhoneOff } from 'lucide-react'
import { Badge, type Tone } from '@/components/ui/badge'
import { resultTitle } from '@/lib/rules/sip-codes-results'

const looks: Record<string, { tone: Tone; icon: typeof Ban }> = {
  COMPLETED: { tone: 'good', icon: CircleCheck },
  NO_ANSWER: { tone: 'neutral', icon: PhoneMissed },
  CANCEL: { tone: 'neutral', icon: PhoneOff },
  BUSY: { tone: 'warn', icon: Ban },
  FAILED: { tone: 'bad', icon: CircleX },
}

/** How a call ended. */
export function CallResultBadge({ result }: { result: string }) {
  const { tone, icon: Icon } = looks[result] ?? { tone: 'info' as const, icon: PhoneOff }
  return (
    <Badge tone={tone} icon={<Icon aria-hidden />}>
      {resultTitle(result)}
    </Badge>
  )
}

/** The word for a direction, seen from the customer. */
export function directionWord(direction: string): string {
  if (direction === 'INBOUND') return 'Inbound'
  return direction === 'OUTBOUND' ? 'Outbound' : direction || 'Not said'
}

/** A direction as icon and word. */
export function CallDirection({ direction }: { direction: string }) {
  const Icon = direction === 'INBOUND' ? ArrowDownLeft : ArrowUpRight
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <Icon aria-hidden className="size-3.5 shrink-0 text-faint" />
      {directionWord(direction)}
    </span>
  )
}
