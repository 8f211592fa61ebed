import { CircleAlert, CircleCheck, CircleDashed, CircleHelp, LoaderCircle } from 'lucide-react'
import { LiveRegion } from '@/components/ui/live-region'
import { ProgressBar } from '@/components/ui/progress-bar'
import { jobSentence, stepsOf } from '@/lib/client/job-text'
import type { Job, Step } from '@/lib/client/jobs'
import { countText, numberText, phoneText } from '@/lib/format'

const words: Readonly<Record<string, string>> = {
  assign_number: 'Assign',
  unassign_number: 'Unassign',
  delete_endpoint: 'Delete SIP endpoint',
  unlink: 'Unlink',
  delete: 'Delete',
}

const shown = 60

/** The steps of a plan before it is confirmed. */
export function PlanSteps({ steps }: { steps: readonly Step[] }) {
  return (
    // It scrolls, so the keyboard has to reach it.
    <ol
      tabIndex={0}
      aria-label="Steps"
      className="max-h-72 list-decimal overflow-y-auto rounded border py-2 pr-3 pl-9 text-sm"
    >
      {steps.slice(0, shown).map(({ action, target, label }) => (
        <li key={`${action} ${target}`} className="py-0.5">
          <span className="text-muted">{words[action] ?? action}</span>{' '}
          <span className="font-medium break-words">{phoneText(label)}</span>
        </li>
      ))}
      {steps.length > shown && (
        <li className="list-none text-muted">and {numberText(steps.length - shown)} more</li>
      )}
    </ol>
  )
}

const looks = {
  waiting: { icon: CircleDashed, className: 'text-faint', text: 'waits' },
  doing: { icon: LoaderCircle, className: 'text-accent-text motion-safe:animate-spin', text: 'under way' },
  done: { icon: CircleCheck, className: 'text-good', text: 'done' },
  failed: { icon: CircleAlert, className: 'text-bad', text: 'failed' },
  unknown: { icon: CircleHelp, className: 'text-warn', text: 'begun, outcome not known' },
} as const

/** How far a job is: a sentence, a bar, and each step with its state in words. */
export function JobSteps({ job }: { job: Job }) {
  const { counts } = job
  const all = stepsOf(job)
  const sentence = jobSentence(job)
  return (
    <div className="flex flex-col gap-3">
      <p className={job.state === 'stopped' || counts.failed > 0 ? 'font-medium text-bad' : 'font-medium'}>
        {sentence}
      </p>
      <LiveRegion>{sentence}</LiveRegion>
      <ProgressBar label="Steps done" value={counts.done} max={all} />
      <ol
        tabIndex={0}
        aria-label="Steps"
        className="max-h-80 divide-y overflow-y-auto rounded border text-sm"
      >
        {job.items.map(({ seq, action, label, state, error }) => {
          // Nobody is at it any more.
          const isLeft = state === 'doing' && job.state !== 'running'
          const { icon: Icon, className, text } = looks[isLeft ? 'unknown' : state]
          return (
            <li key={seq} className="flex items-start gap-2.5 px-3 py-1.5">
              <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${className}`} />
              <span className="min-w-0 flex-1">
                <span className="text-muted">{words[action] ?? action}</span>{' '}
                <span className="font-medium break-words">{phoneText(label)}</span>
                {error && <span className="block break-words text-bad">{error}</span>}
              </span>
              <span className="shrink-0 text-muted">{text}</span>
            </li>
          )
        })}
      </ol>
      {all > job.items.length && (
        <p className="text-sm text-muted">
          The first {numberText(job.items.length)} of {countText(all, 'step')} are listed, what failed among
          them.
        </p>
      )}
    </div>
  )
}
