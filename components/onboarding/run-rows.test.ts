import { describe, expect, it } from 'vitest'
import type { Run, RunStep } from '@/lib/client/onboarding'
import { leftovers, runRows, undoPlan } from './run-rows'

let seq = 0
function step(
  action: RunStep['action'],
  label: string,
  changed: Partial<RunStep> = {},
  body: object = {},
): RunStep {
  seq += 1
  return {
    key: `${action} ${label}`,
    action,
    label,
    call: { api: 'EST', method: 'POST', path: '/', body },
    cost: null,
    seq,
    state: 'waiting',
    made: false,
    objectId: null,
    error: null,
    candidates: null,
    startedAt: null,
    finishedAt: null,
    ...changed,
  }
}
const done = { state: 'done', made: true } as const
const told = (steps: RunStep[], changed: Partial<Run> = {}) =>
  ({ phase: 'forward', state: 'running', answers: {}, steps, ...changed }) as const

const door = { isRegistered: false, address: '203.0.113.70', port: 5061, transport: 'TLS', priority: 1 }
const numbers = (...states: RunStep['state'][]) =>
  states.map((state, at) => step('assign_number', `+4670123456${at}`, { state, made: state === 'done' }))

describe('the rows of a run', () => {
  it('say in order what is made and what goes out', () => {
    const rows = runRows(
      told(
        [
          step('create_trunk', 'pbx', done, { hostName: 'pbx-malmo' }),
          step('create_access_control_list', 'Office', done, {
            ipRanges: [{ ipAddress: '203.0.113.64', range: 28 }, { ipAddress: '198.51.100.9' }],
          }),
          step('link_access_control_list', 'Office', { state: 'doing' }),
          step('create_endpoint', 'SBC', {}, door),
        ],
        { answers: { accessControlList: { use: 'new', name: 'Office', lines: '' } } },
      ),
    )
    expect(rows.map(({ title, detail, state }) => [title, detail, state])).toEqual([
      ['Create SIP trunk', 'pbx-malmo', 'done'],
      ['Create access control list “Office”', '203.0.113.64/28, 198.51.100.9/32', 'done'],
      ['Link it to the trunk', '', 'doing'],
      ['Create SIP endpoint “SBC”', '203.0.113.70:5061, TLS, priority 1', 'waiting'],
    ])
  })

  it('take numbers together and count them', () => {
    const [row, ...more] = runRows(told(numbers('done', 'done', 'doing', 'waiting')))
    expect(more).toEqual([])
    expect(row).toMatchObject({ title: 'Assign 4 phone numbers', state: 'doing', note: '2 of 4 done' })
    expect(row?.detail).toBe('+46701234560, +46701234561, +46701234562 and 1 more')
  })

  it.each<[Partial<Run>, Partial<RunStep>, string]>([
    [{ state: 'running' }, { state: 'doing' }, 'doing'],
    [{ state: 'parked' }, { state: 'doing', error: 'away' }, 'paused'],
    [{ state: 'interrupted' }, { state: 'doing' }, 'paused'],
    [{ state: 'stopped' }, { state: 'failed', error: 'taken' }, 'failed'],
    [{ state: 'stopped' }, { state: 'doing', error: 'lost' }, 'unknown'],
    [{ state: 'stopped' }, { state: 'asking', error: 'which' }, 'asking'],
    [{ state: 'stopped' }, { ...done, error: 'gone' }, 'failed'],
    [{ state: 'running', phase: 'undo' }, { state: 'undoing', made: true }, 'undoing'],
    [{ state: 'running', phase: 'undo' }, done, 'waiting'],
    [{ state: 'stopped', phase: 'undo' }, { state: 'undoing', made: true, error: 'no' }, 'failed'],
    [{ state: 'parked', phase: 'undo' }, { state: 'undoing', made: true, error: 'away' }, 'paused'],
    [{ state: 'done', phase: 'undo' }, { state: 'undone', made: true }, 'undone'],
    [{ state: 'done', phase: 'undo' }, { state: 'kept' }, 'kept'],
  ])('of %j with %j: %s', (run, changed, state) => {
    expect(runRows(told([step('create_endpoint', 'SBC', changed, door)], run))[0]?.state).toBe(state)
  })

  it('turn around when they are taken back, without what was never made', () => {
    const steps = [
      step('create_trunk', 'pbx', { ...done, objectId: 'T1' }),
      step('link_access_control_list', 'Office', { state: 'kept' }),
      step('create_endpoint', 'SBC', { state: 'failed' }, door),
    ]
    const rows = runRows(told(steps, { phase: 'undo' }))
    expect(rows.map(({ title }) => title)).toEqual([
      'Unlink access control list “Office”',
      'Delete SIP trunk “pbx”',
    ])
    expect(leftovers({ phase: 'undo', steps }).map(({ objectId }) => objectId)).toEqual(['T1'])
    expect(leftovers({ phase: 'forward', steps })).toEqual([])
  })

  it('say in numbers what taking back removes, the last first, and what stays', () => {
    const steps = [
      step('create_trunk', 'pbx', done),
      step('create_access_control_list', 'Office', done),
      step('link_access_control_list', 'Office', done),
      step('link_credential_list', 'Desks', { state: 'done', made: false }),
      step('create_endpoint', 'SBC', { state: 'doing' }),
      step('rent_number', '+46701234569', done),
      ...numbers('done', 'done'),
    ]
    expect(undoPlan(steps)).toEqual({
      removed: [
        '2 phone numbers taken off, back to the SIP trunk they came from if there was one',
        '1 link removed',
        '1 access control list deleted',
        '1 SIP trunk deleted',
        '1 step looked for and taken back if it was made',
      ],
      kept: [
        '1 rented number stays rented until released',
        'What was there before this run is left as it is',
      ],
    })
  })
})
