import type { Database } from 'better-sqlite3'

/** One call record as it is stored. Times are milliseconds since the epoch, prices US dollars, flags 1 and 0. */
export interface CallRow {
  callId: string
  fromParty: string
  toParty: string
  fromCountry: string
  toCountry: string
  direction: 'INBOUND' | 'OUTBOUND'
  createdAt: number
  answeredAt: number | null
  endedAt: number | null
  durationSeconds: number | null
  billedSeconds: number | null
  /** Null while the call goes on. */
  result: string | null
  pricePerMinute: number | null
  price: number | null
  trunkId: string
  trunkName: string
  emergency: number
  causeCode: number | null
  sipCode: number | null
  region: string
  mos: number | null
  transport: string
  port: number
  groupId: string
  parentId: string
  relationship: string
  hasChildren: number
  /** 1 when the vendor keeps packets of this call; forwarded calls have none. */
  captured: number
}

/** The columns in the order in which rows are written. */
export const callColumns = [
  'callId',
  'fromParty',
  'toParty',
  'fromCountry',
  'toCountry',
  'direction',
  'createdAt',
  'answeredAt',
  'endedAt',
  'durationSeconds',
  'billedSeconds',
  'result',
  'pricePerMinute',
  'price',
  'trunkId',
  'trunkName',
  'emergency',
  'causeCode',
  'sipCode',
  'region',
  'mos',
  'transport',
  'port',
  'groupId',
  'parentId',
  'relationship',
  'hasChildren',
  'captured',
] as const satisfies readonly (keyof CallRow)[]

/** Makes the table of calls; rows keep the order in which they arrived, which is not that of time. */
export function createCallTables(database: Database): void {
  database.exec(`
    create table if not exists calls (
      seq integer primary key, project text not null, callId text not null, fromParty text not null, toParty text not null,
      fromCountry text not null, toCountry text not null, direction text not null, createdAt integer not null, answeredAt integer,
      endedAt integer, durationSeconds integer, billedSeconds integer, result text, pricePerMinute real, price real,
      trunkId text not null, trunkName text not null, emergency integer not null, causeCode integer, sipCode integer,
      region text not null, mos real, transport text not null, port integer not null, groupId text not null,
      parentId text not null, relationship text not null, hasChildren integer not null, captured integer not null
    );
  `)
  createCallIndexes(database)
}

/** Makes what searches need; building it over a full table takes a third of keeping it while the table is filled. */
export function createCallIndexes(database: Database): void {
  database.exec(`
    create index if not exists calls_created on calls (project, createdAt);
    create index if not exists calls_id on calls (project, callId);
  `)
}

/** Takes the indexes away from a table that is about to be filled; an interrupted filling gets them back at the next start. */
export function dropCallIndexes(database: Database): void {
  database.exec('drop index if exists calls_created; drop index if exists calls_id')
}
