import type { CallDirection } from '../resources/call-values'
import type { CallFilterName, CallSource } from './call-query'

/** A stretch of time that the archive does not hold, and why as far as that is known. */
export interface CallGap {
  start: string
  end: string
  /**
   * `waiting`: its turn has not come; `failed`: the vendor refused or did not answer; `short`: fewer calls came than the vendor counted;
   * `gone`: older than calls are kept.
   */
  kind: 'waiting' | 'failed' | 'short' | 'gone'
  /** A sentence for all but `waiting`. */
  reason: string | null
}

/** What the archive of a project knows, as of now. */
export interface CallCoverage {
  /** `off`: no archive is kept; `failing`: the last attempt to read failed, `problem` says why. */
  state: 'off' | 'syncing' | 'current' | 'failing'
  problem: string | null
  /** The oldest instant from which on calls were read; null before the first window is in. */
  from: string | null
  /** The instant up to which everything was read; null before the first window is in. */
  until: string | null
  /** How far `until` is behind the present, in seconds. */
  lagSeconds: number | null
  /** Nothing older is at the vendor, or older calls are not kept: the archive begins at `from` for good. */
  isBackToStart: boolean
  /** Stretches between `from` and `until` that are missing, newest first; at most a hundred. */
  gaps: CallGap[]
  /** How many calls are stored. */
  calls: number
  /** Calls are kept for this many days; null means for ever. */
  keepDays: number | null
}

/** How much of one search's window the archive holds. */
export interface SearchCoverage extends CallCoverage {
  /** True when the search finds everything there is: nothing of its window is missing, and no call lacks details that it asks for. */
  isWhole: boolean
  /** What is missing within the window, newest first. */
  missing: CallGap[]
  /**
   * Calls of the window whose details have not been read yet, 1,000 at most: a search by country, SIP code, emergency or forwarding does
   * not find them. 0 for other searches, which find them all.
   */
  withoutDetails: number
}

/** One call as the archive keeps it: what the vendor's list and its export say together. Times ISO UTC. */
export interface ArchivedCall {
  callId: string
  from: string
  to: string
  fromCountry: string
  toCountry: string
  direction: CallDirection | ''
  /** Empty while the call goes on. */
  callResult: string
  createTime: string
  answerTime: string | null
  endTime: string | null
  durationSeconds: number | null
  billingDurationSeconds: number | null
  pricePerMinute: Money | null
  price: Money | null
  trunkId: string
  pcapId: string
  emergency: boolean
  causeCode: number | null
  sipCode: number | null
  region: string
  mos: number | null
  transport: string
  port: number | null
  groupId: string
  parentId: string
  relationship: string
  hasChildren: boolean
  /** False while only the vendor's list has been read and not its export, which carries the SIP code. */
  isEnriched: boolean
}

interface Money {
  currencyCode: string
  amount: number
}

/** One page of a search, newest first (a live one in the vendor's order). */
export interface FoundCalls {
  source: CallSource
  items: ArchivedCall[]
  /** By the id of the trunk, for these calls; those that the console does not know are missing. */
  trunkNames: Record<string, string>
  start: string
  end: string
  pageSize: number
  /** Cursors of the pages beside this one; null where there is none. Archive only. */
  newer: string | null
  older: string | null
  /** Live only: how many the vendor counts, the page, and the filters it was not asked for because it has none such. */
  total: number | null
  page: number | null
  notAsked: CallFilterName[]
  coverage: SearchCoverage
  /** How long the query took, in milliseconds. */
  tookMs: number
}

/** How many calls a search finds: exact, or at least this many. Records of forwarded legs are counted as records. */
export interface CallCount {
  count: number
  isExact: boolean
}

/** Sums over a set of calls. A forwarded pair is one call with two charges. */
export interface CallSums {
  /** Rows in a list of the same calls: both of a forwarded pair. */
  records: number
  calls: number
  answered: number
  /** From answer to end. */
  talkSeconds: number
  /** By currency code, in that currency. */
  cost: Record<string, number>
}

/** The sums of one part of the set: an hour or day, a trunk, a country, a SIP code. */
export interface CallShare extends CallSums {
  /** The id of the trunk, the ISO code, the SIP code or `''` where it is not known. */
  key: string
}

/** One column of the chart: calls that began in this stretch of time, by result. */
export interface CallsInTime {
  /** ISO instant at which it begins, at a full hour or a midnight in the zone of the search. */
  start: string
  /** Calls by result; `''` for those without one yet. */
  results: Record<string, number>
}

/** Totals and shares of the whole filtered set. */
export interface CallTotals {
  sums: CallSums
  step: 'hour' | 'day'
  inTime: CallsInTime[]
  /** The ten with most calls each, most first; `rest` is what the others have together. */
  trunks: CallShare[]
  countries: CallShare[]
  /** Calls that failed, by SIP code. */
  failures: CallShare[]
  trunkNames: Record<string, string>
  /** True when the sums were made from hourly ones, false when from the calls themselves. */
  isFromRollups: boolean
  tookMs: number
}

/** A search that somebody keeps under a name; everyone in the project sees it. */
export interface SavedSearch {
  id: string
  name: string
  /** The search as it stands in an address, without cursor and page; a named window stays named. */
  search: string
  createdBy: string
  createdAt: string
}

/** The kinds of file a search can be taken as. */
export const exportFormats = ['csv', 'ndjson', 'xlsx'] as const

/** One of the kinds of file. */
export type ExportFormat = (typeof exportFormats)[number]
