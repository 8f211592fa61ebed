import { sql, type CreateTableBuilder, type Kysely } from 'kysely'
import type { ArchiveSchema } from './archive-schema'
import type { Migration } from './migrations'
import type { DatabaseKind } from './open'

/** The steps of the call archive, which has a version of its own. */
export const archiveMigrations: readonly Migration<ArchiveSchema>[] = [
  { name: '0001-call-archive', up: firstArchive },
]

const [texts, numbers, optionalNumbers] = [
  ['fromParty', 'toParty', 'fromKey', 'toKey', 'fromTail', 'toTail', 'fromCountry', 'toCountry', 'country'],
  ['direction', 'result', 'currency', 'trunk', 'emergency', 'region', 'transport', 'relationship'],
  ['durationSeconds', 'billedSeconds', 'causeCode', 'sipCode', 'port'],
]

async function firstArchive(db: Kysely<ArchiveSchema>, kind: DatabaseKind): Promise<void> {
  await db.schema
    .createTable('callWords')
    // The number of a word that is gone is not given to another one: who searches may still remember it.
    .addColumn('id', kind === 'sqlite' ? sql`integer` : sql`serial`, (column) =>
      kind === 'sqlite' ? column.primaryKey().autoIncrement() : column.primaryKey(),
    )
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('word', 'text', (column) => column.notNull())
    .addUniqueConstraint('callWords_word', ['kind', 'word'])
    .execute()
  await createCalls(db, kind)
  let sums: CreateTableBuilder<string, string> = db.schema.createTable('callSums')
  const keys = ['project', 'cube', 'trunk', 'country', 'sipCode', 'start', 'direction', 'result', 'currency']
  for (const name of keys) {
    const type = name === 'country' ? 'text' : name === 'start' ? 'bigint' : 'integer'
    sums = sums.addColumn(name, type, (column) => column.notNull())
  }
  for (const name of ['records', 'calls', 'answered', 'talkSeconds', 'cost'])
    sums = sums.addColumn(name, 'bigint', (column) => column.notNull())
  sums = sums.addPrimaryKeyConstraint('callSums_key', keys as never[]) // the builder knows columns by type only
  await (kind === 'sqlite' ? sums.modifyEnd(sql`without rowid`) : sums).execute()
  await db.schema.createIndex('callSums_start').on('callSums').columns(['project', 'cube', 'start']).execute()
  let parties: CreateTableBuilder<string, string> = db.schema.createTable('callParties')
  const partyKey = ['project', 'side', 'prefix', 'direction', 'trunk', 'country']
  for (const name of partyKey) {
    const type = name === 'prefix' || name === 'country' ? bytes(kind) : 'integer'
    parties = parties.addColumn(name, type, (column) => column.notNull())
  }
  parties = parties
    .addColumn('records', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('callParties_key', partyKey as never[])
  await (kind === 'sqlite' ? parties.modifyEnd(sql`without rowid`) : parties).execute()
  await db.schema
    .createTable('callWindows')
    .addColumn('project', 'integer', (column) => column.notNull())
    .addColumn('start', 'bigint', (column) => column.notNull())
    .addColumn('end', 'bigint', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('counted', 'integer', (column) => column.notNull())
    .addColumn('came', 'integer', (column) => column.notNull())
    .addColumn('unsettled', 'integer', (column) => column.notNull())
    .addColumn('checkedAt', 'bigint', (column) => column.notNull())
    .addColumn('nextAt', 'bigint')
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('error', 'text')
    .addPrimaryKeyConstraint('callWindows_key', ['project', 'start'])
    .execute()
  await db.schema
    .createTable('callSync')
    .addColumn('project', 'integer', (column) => column.primaryKey())
    .addColumn('fence', 'bigint', (column) => column.notNull())
    .addColumn('atStart', 'integer', (column) => column.notNull())
    .addColumn('problem', 'text')
    .addColumn('problemAt', 'bigint')
    .addColumn('answeredAt', 'bigint')
    .addColumn('keepDays', 'integer')
    .execute()
}

async function createCalls(db: Kysely<ArchiveSchema>, kind: DatabaseKind): Promise<void> {
  const isSqlite = kind === 'sqlite'
  let calls: CreateTableBuilder<string, string> = db.schema
    .createTable('calls')
    .addColumn('project', 'integer', (column) => column.notNull())
    // The rowid of SQLite: the table itself is in the order of time.
    .addColumn('id', isSqlite ? sql`integer` : 'bigint', (column) =>
      isSqlite ? column.primaryKey() : column.notNull(),
    )
    .addColumn('callId', 'text', (column) => column.notNull())
  for (const name of texts) calls = calls.addColumn(name, bytes(kind), (column) => column.notNull())
  for (const name of numbers) calls = calls.addColumn(name, 'integer', (column) => column.notNull())
  for (const name of optionalNumbers) calls = calls.addColumn(name, 'integer')
  calls = calls.addColumn('createdAt', 'bigint', (column) => column.notNull())
  for (const name of ['answeredAt', 'endedAt', 'pricePerMinute', 'price'])
    calls = calls.addColumn(name, 'bigint')
  calls = calls.addColumn('mos', 'double precision')
  for (const name of ['pcapId', 'groupId'])
    calls = calls.addColumn(name, 'text', (column) => column.notNull())
  for (const name of ['hasChildren', 'leg', 'forwarded', 'enriched'])
    calls = calls.addColumn(name, 'integer', (column) => column.notNull())
  if (!isSqlite) {
    // By month: see `ensurePartition`.
    calls = calls
      .addPrimaryKeyConstraint('calls_key', ['project', 'id'] as never[])
      .modifyEnd(sql`partition by range (id)`)
  }
  await calls.execute()
  const index = (name: string, columns: readonly string[], more: readonly string[] = []) => {
    const list = (names: readonly string[]) => sql.join(names.map((column) => sql.ref(column)))
    const head = sql`create index ${sql.ref(`calls_${name}`)} on ${sql.ref('calls')}`
    // What stands after the id is there to be looked at without looking up the call.
    if (isSqlite) return sql`${head} (${list(['project', ...columns, 'id', ...more])})`
    const include = more.length === 0 ? sql`` : sql` include (${list(more)})`
    return sql`${head} (${list(['project', ...columns, 'id'])})${include}`
  }
  await index('callId', ['callId']).execute(db)
  for (const column of ['fromTail', 'toTail']) await index(column, [column]).execute(db)
  for (const column of ['fromKey', 'toKey', 'sipCode']) await index(column, [column], toldApart).execute(db)
  for (const column of ['trunk', 'country', 'result']) {
    const others = lookedAt.filter((other) => other !== column)
    await index(column, [column], others).execute(db)
  }
  await index('time', [], lookedAt).execute(db)
  for (const flag of ['emergency', 'forwarded'])
    await sql`${index(flag, [], [...lookedAt, flag])} where ${sql.ref(flag)} = 1`.execute(db)
  // The newest calls, whose details come a little later.
  await sql`${index('enriched', [])} where enriched = 0`.execute(db)
  await sql`${index('group', ['groupId'])} where ${sql.ref('forwarded')} = 1`.execute(db)
}

// What searches mostly look at in a call: what sums tell apart, and its numbers.
const toldApart = ['direction', 'result', 'trunk', 'country']
const lookedAt = [...toldApart, 'fromKey', 'toKey']

/** Text whose ranges are ranges of bytes, as SQLite compares by itself. */
function bytes(kind: DatabaseKind) {
  return kind === 'sqlite' ? sql`text` : sql`text collate "C"`
}
