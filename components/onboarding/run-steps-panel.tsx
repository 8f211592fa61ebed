'use client'
import { useQuery } from '@tanstack/react-query'
import { usePropagating } from '@/components/layout/use-propagating'
import { LiveRegion } from '@/components/ui/live-region'
import { Panel } from '@/components/ui/panel'
import { verificationQuery, type Run } from '@/lib/client/onboarding'
import { itemQuery } from '@/lib/client/queries'
import { countText, numberText } from '@/lib/format'
import { trunkPlace } from '@/lib/resources/places'
import type { trunks } from '@/lib/resources/trunks'
import { runRows, type RunRow } from './run-rows'
import { RunStepRow } from './run-step-row'

/** The live list of steps: what the console does, and after it what is left to wait for, to check, and to do at the PBX. */
export function RunStepsPanel({ projectId, run }: { projectId: string; run: Run }) {
  const isForward = run.phase === 'forward'
  const domain = useQuery({
    ...itemQuery<typeof trunks>(trunkPlace, projectId, {}, run.trunkId ?? ''),
    enabled: isForward && run.trunkId !== null,
  }).data?.domain
  const last = useLastRows(projectId, run)
  const made = runRows(run).map((row) =>
    row.key === 'trunk' && row.state === 'done' && domain ? { ...row, detail: domain } : row,
  )
  const rows = isForward ? [...made, ...last] : made
  const done = rows.filter(({ state }) => state === 'done' || state === 'undone' || state === 'kept').length
  const now = rows.find(({ state }) => state === 'doing' || state === 'undoing' || state === 'now')
  const sentence = `${numberText(done)} of ${countText(rows.length, 'step')} ${isForward ? 'done' : 'taken back'}`
  return (
    <Panel title={sentence}>
      <LiveRegion>{now ? `${sentence}. Now: ${now.title}.` : `${sentence}.`}</LiveRegion>
      <ol aria-label="Steps" className="divide-y px-4">
        {rows.map((row, index) => (
          <RunStepRow key={row.key} row={row} number={index + 1} />
        ))}
      </ol>
    </Panel>
  )
}

/** What comes after the console's own steps. */
function useLastRows(projectId: string, run: Run): RunRow[] {
  const isSetUp = run.phase === 'forward' && run.state === 'done'
  const { secondsLeft, isKnown } = usePropagating(projectId, run.trunkId ?? '')
  const verification = useQuery({ ...verificationQuery(projectId, run.id), enabled: isSetUp }).data
  const isOnItsWay = isSetUp && (secondsLeft > 0 || verification?.state === 'waiting')
  const blank = { startedAt: null, finishedAt: null }
  const names = ['trunk', ...authorisation(run), ...endpointAndNumbers(run)]
  return [
    {
      ...blank,
      key: 'wait',
      title: 'Wait for the SIP edge',
      detail: '',
      note: 'The vendor needs 60 s before the first test call.',
      state: !isSetUp ? 'waiting' : isOnItsWay || !isKnown ? 'now' : 'done',
      secondsLeft: isOnItsWay ? secondsLeft || (verification?.secondsLeft ?? 0) : undefined,
    },
    {
      ...blank,
      key: 'verify',
      title: 'Verify',
      detail: names.join(', '),
      state: verifyState(isSetUp, verification?.state),
    },
    {
      ...blank,
      key: 'connect',
      title: 'Connect your PBX',
      detail: '',
      note: 'The last step is yours: what to put into the PBX stands on this page.',
      state: verification?.state === 'pass' ? 'now' : 'waiting',
    },
  ]
}

function verifyState(isSetUp: boolean, state: string | undefined): RunRow['state'] {
  if (!isSetUp) return 'waiting'
  if (state === undefined) return 'doing'
  if (state === 'waiting') return 'waiting'
  return state === 'pass' ? 'done' : state === 'fail' ? 'failed' : 'unknown'
}

function authorisation({ answers }: Run): string[] {
  return answers.accessControlList || answers.credentialList ? ['authorisation'] : []
}

function endpointAndNumbers({ answers: { endpoint, numbers } }: Run): string[] {
  const hasNumbers = numbers !== undefined && numbers.assign.length + numbers.rent.length > 0
  return [...(endpoint ? ['endpoint'] : []), ...(hasNumbers ? ['numbers'] : [])]
}
