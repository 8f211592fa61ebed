/** The tables of the call archive. On SQLite they are a file of their own, on PostgreSQL they stand beside the console's. */
export interface ArchiveSchema {
  callWords: CallWordTable
  calls: CallTable
  callSums: CallSumTable
  callParties: CallPartyTable
  callWindows: CallWindowTable
  callSync: CallSyncTable
}

/** Words that many calls share, so that a call holds a small number instead: ids of projects and trunks, results, regions, currencies. */
export interface CallWordTable {
  id: number
  kind: string
  word: string
}

/** One call record. Times are milliseconds since the epoch, amounts millionths of their currency, flags 1 and 0. */
export interface CallTable {
  /** Word of the project's id, as `trunk`, `result`, `currency`, `region`, `transport` and `relationship` are words; 0 is none. */
  project: number
  /** The order of calls: `createdAt` times 4096, and a number that tells calls of one millisecond apart. */
  id: number
  callId: string
  fromParty: string
  toParty: string
  /** What the party is searched by: see `partyKey`. */
  fromKey: string
  toKey: string
  /** The digits of the party from the last to the first: see `partyTail`. */
  fromTail: string
  toTail: string
  fromCountry: string
  toCountry: string
  /** The country on the other side. */
  country: string
  /** 1 inbound, 2 outbound, 0 not said. */
  direction: number
  createdAt: number
  answeredAt: number | null
  endedAt: number | null
  durationSeconds: number | null
  billedSeconds: number | null
  result: number
  pricePerMinute: number | null
  price: number | null
  currency: number
  trunk: number
  pcapId: string
  emergency: number
  causeCode: number | null
  sipCode: number | null
  region: number
  mos: number | null
  transport: number
  port: number | null
  groupId: string
  relationship: number
  hasChildren: number
  /** 1 for a record that belongs to another one, such as the leg to which a call was forwarded. */
  leg: number
  /** 1 for all records of a forwarded call, which have the `groupId` in common. */
  forwarded: number
  /** 1 once the vendor's export was read for it. */
  enriched: number
}

/** Sums of the calls that began in one hour, or one day (UTC), for one combination of what they have in common. */
export interface CallSumTable {
  project: number
  /** Which of trunk, country and SIP code are told apart, and whether by hour or by day: see `cubes`. The others are 0 or empty. */
  cube: number
  trunk: number
  country: string
  sipCode: number
  /** Milliseconds since the epoch at which the hour or day begins. */
  start: number
  direction: number
  result: number
  currency: number
  records: number
  /** Records without the forwarded leg of a pair. */
  calls: number
  answered: number
  talkSeconds: number
  /** Millionths of the currency, forwarded legs included. */
  cost: number
}

/** How many records have a number that begins like this, by what goes with it. */
export interface CallPartyTable {
  project: number
  /** 0 from, 1 to. */
  side: number
  /** The first characters of the key. */
  prefix: string
  direction: number
  trunk: number
  country: string
  records: number
}

/** One stretch of time that was read, or should have been. */
export interface CallWindowTable {
  project: number
  /** Both in milliseconds since the epoch; the end is not part of it. */
  start: number
  end: number
  /** `read`: whole, as counted by the vendor; `short`: fewer calls came than the vendor counted; `failed`: it could not be read. */
  state: 'read' | 'short' | 'failed'
  /** How many calls the vendor counted, and how many different ones came. */
  counted: number
  came: number
  /** Calls that have no end or price yet, or no SIP code. */
  unsettled: number
  checkedAt: number
  /** When it is read again; null when it will not change any more. */
  nextAt: number | null
  attempts: number
  error: string | null
}

/** How far the archive of one project is. */
export interface CallSyncTable {
  project: number
  /** Highest fence of those who wrote: whoever has a lower one was replaced. */
  fence: number
  /** 1 when the vendor has nothing older than the oldest window. */
  atStart: number
  problem: string | null
  problemAt: number | null
  /** When the vendor last answered. */
  answeredAt: number | null
  /** Days for which calls are kept; null for ever. */
  keepDays: number | null
}
