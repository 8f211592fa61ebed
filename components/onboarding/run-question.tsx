'use client'
import { CircleHelp } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useSingleRun } from '@/components/forms/use-single-run'
import { ErrorNotice } from '@/components/ui/error-notice'
import { GatedButton } from '@/components/ui/gated-button'
import { Panel } from '@/components/ui/panel'
import { Time } from '@/components/ui/time'
import type { Run, RunStep } from '@/lib/client/onboarding'
import { useResumeRun } from '@/lib/client/onboarding-writes'

const none = ''

/** Asks which of the vendor's objects a step has made, where only a person can tell; none of them, and it is sent again. */
export function RunQuestion(props: {
  projectId: string
  run: Run
  step: RunStep
  refusal: string | undefined
}) {
  const { projectId, run, step, refusal } = props
  const [chosen, setChosen] = useState<string>()
  const resume = useResumeRun(projectId)
  const decide = useSingleRun(async () => {
    if (chosen === undefined) return
    const decision = { seq: step.seq, adopt: chosen === none ? null : chosen }
    // Shown below from the state of the mutation.
    await resume.mutateAsync({ runId: run.id, decision }).catch(() => undefined)
  })
  const reason = refusal ?? (chosen === undefined ? 'Choose one of the answers first.' : undefined)
  return (
    <Panel>
      <div className="flex gap-3 p-4">
        <CircleHelp aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
        <fieldset className="flex min-w-0 flex-1 flex-col gap-3">
          <legend className="float-left font-semibold wrap-anywhere">
            Which one is “{step.label}” of this set-up?
          </legend>
          <p className="text-muted wrap-anywhere">
            {step.error} Look at it in the vendor’s dashboard if in doubt.
          </p>
          {step.candidates?.map(({ id, name, createTime }) => (
            <Choice key={id} name="candidate" isChosen={chosen === id} onChoose={() => setChosen(id)}>
              <span className="font-medium wrap-anywhere">{name}</span>
              <span className="block text-sm text-muted">
                <span className="font-mono break-all">{id}</span>
                {createTime !== null && (
                  <>
                    , made <Time value={createTime} />
                  </>
                )}
              </span>
            </Choice>
          ))}
          <Choice name="candidate" isChosen={chosen === none} onChoose={() => setChosen(none)}>
            <span className="font-medium">None of these: send it again</span>
            <span className="block text-sm text-muted">What is listed above is left alone from then on.</span>
          </Choice>
          {resume.isError && <ErrorNotice takesFocus error={resume.error} />}
          <div>
            <GatedButton
              variant="primary"
              reason={reason}
              pending={resume.isPending}
              onClick={() => void decide()}
            >
              Go on with this answer
            </GatedButton>
          </div>
        </fieldset>
      </div>
    </Panel>
  )
}

function Choice(props: { name: string; isChosen: boolean; onChoose: () => void; children: ReactNode }) {
  return (
    <label className="flex items-start gap-2.5">
      <input
        type="radio"
        name={props.name}
        checked={props.isChosen}
        onChange={props.onChoose}
        className="mt-0.5 size-4 shrink-0 accent-accent"
      />
      <span className="min-w-0">{props.children}</span>
    </label>
  )
}
