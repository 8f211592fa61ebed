import { CircleAlert, CircleCheck, CircleDashed, LoaderCircle } from 'lucide-react'
import { LiveRegion } from '@/components/ui/live-region'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { Country } from './country'
import type { Progress } from './use-country-changes'

const looks = {
  waiting: { icon: CircleDashed, className: 'text-faint', text: 'waits' },
  doing: { icon: LoaderCircle, className: 'turn text-accent-text', text: 'under way' },
  changed: { icon: CircleCheck, className: 'text-good', text: 'done' },
  same: { icon: CircleCheck, className: 'text-good', text: 'was so already' },
  failed: { icon: CircleAlert, className: 'text-bad', text: 'failed' },
} as const

/** How far a change of many countries is: a sentence, a bar, and what became of each. */
export function ChangeProgress(props: {
  countries: readonly Country[]
  progress: ReadonlyMap<string, Progress>
  /** What becomes of a country, e.g. "enabled". */
  done: string
  running: boolean
}) {
  const rows = props.countries.map((country) => ({
    country,
    now: props.progress.get(country.isoCode) ?? ({ state: 'waiting' } as const),
  }))
  const count = (...states: Progress['state'][]) =>
    rows.filter(({ now }) => states.includes(now.state)).length
  const [done, failed, waiting] = [count('changed', 'same'), count('failed'), count('waiting')]
  const sentence = [
    `${done} of ${rows.length} ${props.done}`,
    failed > 0 && `${failed} failed`,
    !props.running && waiting > 0 && `${waiting} not begun`,
  ]
    .filter(Boolean)
    .join(', ')
  return (
    <div className="flex flex-col gap-3">
      <p className={failed > 0 ? 'font-medium text-bad' : 'font-medium'}>{sentence}.</p>
      {/* Not each step: that would talk without a pause. */}
      <LiveRegion>{props.running ? `Changing ${rows.length} countries…` : `${sentence}.`}</LiveRegion>
      <ProgressBar label="Countries tried" value={done} max={rows.length} />
      <ol
        tabIndex={0}
        aria-label="Countries"
        className="max-h-80 divide-y overflow-y-auto rounded border text-sm"
      >
        {rows.map(({ country, now }) => {
          const { icon: Icon, className, text } = looks[now.state]
          return (
            <li key={country.isoCode} className="flex items-start gap-2.5 px-3 py-1.5">
              <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${className}`} />
              <span className="min-w-0 flex-1">
                <span className="font-medium break-words">{country.name}</span>
                {now.state === 'failed' && <span className="block break-words text-bad">{now.why}</span>}
              </span>
              <span className="shrink-0 text-muted">{text}</span>
            </li>
          )
        })}
      </ol>
    </div>
  )
}
