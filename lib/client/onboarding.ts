import { queryOptions } from '@tanstack/react-query'
import type { Verification } from '@/lib/rules/verification'
import type { CallDirection, Authorise, Pbx, Workflow } from '@/lib/rules/workflow'
import { api, projectApiPath, request } from './api'
import type { Price } from './phone-numbers'

export type { Check, Verification } from '@/lib/rules/verification'

/** One step of a plan: what will be sent, in order. */
export interface PlannedStep {
  key: string
  action:
    | 'create_trunk'
    | 'create_access_control_list'
    | 'create_credential_list'
    | 'link_access_control_list'
    | 'link_credential_list'
    | 'create_endpoint'
    | 'rent_number'
    | 'assign_number'
  /** The object in words. */
  label: string
  /** The call as it will be sent, below the project; `{trunkId}` stands for what an earlier step makes. Passwords are left out. */
  call: { api: 'EST' | 'Numbers'; method: string; path: string; body?: unknown }
  cost: { monthly: Price | null; setup: Price | null } | null
}

/** What stands in the way of answers, by the field it is about. */
export interface Problem {
  /** Dotted path, e.g. `trunk.hostName`, `numbers.assign.0`; empty for the whole. */
  field: string
  message: string
  /** What the person may choose instead, e.g. to use the trunk that is there, or to take a number from where it is. */
  offer?:
    | { kind: 'use_existing'; id: string; name: string }
    | { kind: 'may_leave'; phoneNumber: string; places: { id: string; name: string }[] }
}

/** Answers that were checked against the project as it is now. */
export interface CheckedPlan {
  workflow: Workflow | null
  steps: PlannedStep[]
  problems: Problem[]
  /** Good to know, and no reason not to go on: what the linter says of the ranges, that both lists are then enforced. */
  notes: { field: string; message: string }[]
}

/** Answers as far as they are given; see `onboardingAnswers` for the whole. */
export interface DraftAnswers {
  direction?: CallDirection
  authorise?: Authorise
  pbx?: Pbx
  trunk?: { use: 'new'; name: string; hostName: string } | Existing
  accessControlList?: { use: 'new'; name: string; lines: string; confirmWideRanges?: string } | Existing
  credentialList?: { use: 'new'; name: string; usernames: string[] } | Existing
  endpoint?:
    | {
        isRegistered: false
        name: string
        address: string
        port: number | string
        transport: string
        priority: number | string
      }
    | {
        isRegistered: true
        name: string
        credentialUsername: string
        transport: string
        priority: number | string
      }
  numbers?: {
    assign: { phoneNumber: string; mayLeave: string[] }[]
    rent: { phoneNumber: string; monthlyPrice: Price | null; setupPrice: Price | null }[]
  }
}

/** What exists already and is used instead of being made. */
export interface Existing {
  use: 'existing'
  id: string
  name: string
}

/** Answers that somebody has begun to give. */
export interface Draft {
  id: string
  answers: DraftAnswers
  actorEmail: string
  createdAt: string
  updatedAt: string
  /** Sent back with a change of it. */
  etag: string
}

/** One step of a run, with what came of it. */
export interface RunStep extends PlannedStep {
  seq: number
  state: 'waiting' | 'doing' | 'done' | 'failed' | 'asking' | 'undoing' | 'undone' | 'kept'
  /** False for what was there already and was only used. */
  made: boolean
  /** The id of the object, once it is known. */
  objectId: string | null
  error: string | null
  /** What may be the object of this step, of which only a person can tell. */
  candidates: { id: string; name: string; createTime: string | null }[] | null
  startedAt: string | null
  finishedAt: string | null
}

/** A run of the wizard. */
export interface Run {
  id: string
  workflow: Workflow
  /** The trunk's name. */
  title: string
  answers: DraftAnswers
  /** Making what was planned, or taking it back. */
  phase: 'forward' | 'undo'
  /**
   * `parked`: it goes on by itself once the vendor is back, at `retryAt`; `stopped`: a person has to decide; `interrupted`: it goes on as
   * soon as a console takes it over; `done` in the phase `undo` means undone.
   */
  state: 'running' | 'interrupted' | 'parked' | 'stopped' | 'done'
  error: string | null
  retryAt: string | null
  /** Who began it. */
  actorEmail: string
  /** Who went on with it last. */
  lastActorEmail: string
  createdAt: string
  finishedAt: string | null
  counts: { done: number; all: number }
  trunkId: string | null
  /** True while generated passwords wait to be shown for the one time. */
  hasPasswords: boolean
  steps: RunStep[]
  etag: string
}

/** A run in the list of runs. */
export type RunSummary = Omit<Run, 'steps' | 'answers'>

const watchEveryMs = 1_000
const lookEveryMs = 5_000

/** Drafts and the latest runs of a project, the newest first. */
export function onboardingQuery(projectId: string) {
  return queryOptions({
    queryKey: ['projects', projectId, 'onboarding'],
    queryFn: ({ signal }) =>
      api<{ drafts: Draft[]; runs: RunSummary[] }>('GET', projectApiPath(projectId, 'onboarding'), {
        signal,
      }),
    refetchInterval: ({ state: { data } }) =>
      data?.runs.some(({ state }) => state === 'running' || state === 'interrupted') ? 2_000 : 30_000,
  })
}

/** One run, asked for again and again while it can change by itself and no stream tells of it (`isStreaming`). */
export function runQuery(projectId: string, runId: string, isStreaming = false) {
  return queryOptions({
    queryKey: ['projects', projectId, 'onboarding', runId],
    queryFn: async ({ signal }) => {
      const path = projectApiPath(projectId, 'onboarding', runId)
      return (await request<Run>('GET', path, { signal })).body
    },
    refetchInterval: ({ state: { data } }) => {
      if (isStreaming || data === undefined) return false
      return data.state === 'running' ? watchEveryMs : data.state === 'done' ? false : lookEveryMs
    },
  })
}

/** One draft. */
export function draftQuery(projectId: string, draftId: string) {
  return queryOptions({
    queryKey: ['projects', projectId, 'onboarding', 'drafts', draftId],
    queryFn: ({ signal }) =>
      api<Draft>('GET', projectApiPath(projectId, 'onboarding', 'drafts', draftId), { signal }),
    staleTime: 0,
  })
}

/** How the configuration is now; asked for again while a change is on its way. */
export function verificationQuery(projectId: string, runId: string) {
  return queryOptions({
    queryKey: ['projects', projectId, 'onboarding', runId, 'verification'],
    queryFn: ({ signal }) =>
      api<Verification>('GET', projectApiPath(projectId, 'onboarding', runId, 'verification'), { signal }),
    staleTime: 0,
    refetchInterval: ({ state: { data } }) => (data?.state === 'waiting' ? lookEveryMs : false),
  })
}

/** The address of the stream of a run: each event is the whole run as JSON. */
export function runEventsPath(projectId: string, runId: string): string {
  return projectApiPath(projectId, 'onboarding', runId, 'events')
}

/** The address of what the PBX needs, as Markdown. */
export function connectSheetPath(projectId: string, trunkId: string): string {
  return projectApiPath(projectId, 'trunks', trunkId, 'connectSheet')
}
