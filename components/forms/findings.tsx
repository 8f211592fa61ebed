import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Badge, type Tone } from '@/components/ui/badge'
import type { Finding, FindingLevel } from '@/lib/rules/cidr-lint'

const looks: Record<FindingLevel, { tone: Tone; icon: ReactNode; word: string }> = {
  bad: { tone: 'bad', icon: <CircleAlert aria-hidden />, word: 'Bad' },
  warn: { tone: 'warn', icon: <TriangleAlert aria-hidden />, word: 'Warning' },
  note: { tone: 'neutral', icon: <Info aria-hidden />, word: 'Note' },
}

/** One finding in two or three words, with its sentence on hover and for assistive technology. */
export function FindingBadge({ finding }: { finding: Finding }) {
  const { tone, icon, word } = looks[finding.level]
  return (
    <span title={finding.text}>
      <Badge tone={tone} icon={icon}>
        <span className="sr-only">{word}: </span>
        {finding.label}
        <span className="sr-only">. {finding.text}</span>
      </Badge>
    </span>
  )
}

/** What was found about one range that is being written, each finding with its sentence. */
export function FindingLines({ findings }: { findings: readonly Finding[] }) {
  return (
    <ul className="flex flex-col gap-1">
      {findings.map((finding, index) => (
        <li key={index} className="flex flex-wrap items-baseline gap-x-2">
          <Badge tone={looks[finding.level].tone} icon={looks[finding.level].icon}>
            {finding.label}
          </Badge>
          <span className="min-w-0 flex-1 basis-48">{finding.text}</span>
        </li>
      ))}
    </ul>
  )
}

/** How many findings of each kind there are, the worst first. */
export function FindingCounts({ findings }: { findings: readonly (readonly Finding[])[] }) {
  const counts = new Map<string, { finding: Finding; count: number }>()
  for (const finding of findings.flat()) {
    const key = `${finding.level} ${finding.label}`
    const known = counts.get(key)
    if (known) known.count += 1
    else counts.set(key, { finding, count: 1 })
  }
  const order = ['bad', 'warn', 'note']
  const sorted = [...counts.values()].sort(
    (one, other) => order.indexOf(one.finding.level) - order.indexOf(other.finding.level),
  )
  return (
    <span className="flex flex-wrap gap-1.5">
      {sorted.map(({ finding, count }) => (
        <Badge key={finding.label} tone={looks[finding.level].tone} icon={looks[finding.level].icon}>
          {finding.label}: {count}
        </Badge>
      ))}
    </span>
  )
}
