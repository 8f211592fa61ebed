'use client'
import { CircleCheck } from 'lucide-react'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import type { PlannedStep } from '@/lib/client/onboarding'
import { moneyText, numberText, phoneText } from '@/lib/format'

const verbs: Readonly<Record<PlannedStep['action'], string>> = {
  create_trunk: 'Create SIP trunk',
  create_access_control_list: 'Create access control list',
  create_credential_list: 'Create credential list',
  link_access_control_list: 'Link access control list',
  link_credential_list: 'Link credential list',
  create_endpoint: 'Create SIP endpoint',
  rent_number: 'Rent',
  assign_number: 'Assign',
}

const shownAtFirst = 12

/** Every call that will be made, in order, each with what is sent. */
export function PlanSteps(props: {
  steps: readonly PlannedStep[]
  /** The keys of those that a run has done already. */
  done: ReadonlySet<string>
}) {
  const [all, setAll] = useState(false)
  const shown = all ? props.steps : props.steps.slice(0, shownAtFirst)
  const more = props.steps.length - shown.length
  return (
    <div>
      <ol className="flex flex-col divide-y">
        {shown.map((step, index) => (
          <PlanStep key={step.key} number={index + 1} step={step} isDone={props.done.has(step.key)} />
        ))}
      </ol>
      {more > 0 && (
        <Button variant="quiet" size="sm" className="mt-2 -ml-2" onClick={() => setAll(true)}>
          Show {numberText(more)} more
        </Button>
      )}
    </div>
  )
}

function PlanStep({ number, step, isDone }: { number: number; step: PlannedStep; isDone: boolean }) {
  const { api, method, path, body } = step.call
  const isNumber = step.action === 'rent_number' || step.action === 'assign_number'
  const monthly = step.cost?.monthly
  return (
    <li className="grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-3 py-3">
      {isDone ? (
        <CircleCheck role="img" aria-label="Done already" className="size-5 text-good" />
      ) : (
        <span className="flex size-5 items-center justify-center rounded-full bg-sunken text-xs text-muted">
          {number}
        </span>
      )}
      <div className="flex min-w-0 flex-col gap-1">
        <p className="flex flex-wrap items-baseline gap-x-1.5">
          <span className="font-medium">{verbs[step.action]}</span>
          {isNumber ? (
            <span className="font-mono text-sm whitespace-nowrap">{phoneText(step.label)}</span>
          ) : (
            <bdi className="font-medium wrap-anywhere">“{step.label}”</bdi>
          )}
          {monthly && <span className="ml-auto text-muted">{moneyText(monthly)} a month</span>}
          {isDone && <span className="ml-auto text-muted">Done already</span>}
        </p>
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Badge>{api}</Badge>
          <span className="font-mono text-sm break-all text-muted">
            {method} {path}
          </span>
        </p>
        {body !== undefined && (
          <details>
            <summary className="min-h-6 w-fit cursor-pointer text-sm text-muted">What is sent</summary>
            {/* A box that scrolls can be reached by keyboard. */}
            <pre
              tabIndex={0}
              aria-label={`Body of step ${number}`}
              className="mt-1 max-h-72 overflow-auto rounded bg-sunken px-3 py-2 font-mono text-sm"
            >
              {JSON.stringify(body, null, 2)}
            </pre>
          </details>
        )}
      </div>
    </li>
  )
}
