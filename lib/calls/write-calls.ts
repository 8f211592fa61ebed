import { sql, type Kysely, type Transaction } from 'kysely'
import type { ArchiveSchema, CallTable } from '@/lib/database/archive-schema'
import type { Archive } from './archive'
import { firstId, nextId } from './call-id'
import { hasPlace, isSameCall, isUnsettled, rowOf, wordsOf, type CallWords, type ReadCall } from './call-row'
import { SumChanges } from './cubes'
import { ensurePartitions, forgetPartitions } from './partitions'
import { addToParties, PartyChanges } from './party-sums'

/** What came of writing calls. */
export interface WrittenCalls {
  inserted: number
  updated: number
  /** When those calls began that have no end, price or SIP code yet, in milliseconds since the epoch. */
  unsettledAt: number[]
}

// Long enough to be quick, and short enough that nobody waits for the write lock of SQLite.
const callsPerTransaction = 500

/** Somebody else has taken the archive of this project over: nothing may be written any more. */
export class Replaced extends Error {
  override readonly name = 'Replaced'
}

/**
 * Stores calls of one project: new ones are added, known ones brought up to date, and the sums corrected, all at once for each batch.
 * Throws `Replaced` when a writer with a higher `fence` has been there.
 */
export async function writeCalls(
  archive: Archive,
  given: { projectId: string; fence: number; calls: readonly ReadCall[] },
): Promise<WrittenCalls> {
  const latest = new Map(given.calls.filter(hasPlace).map((call) => [call.listed.callId, call]))
  const calls = [...latest.values()]
  const written: WrittenCalls = { inserted: 0, updated: 0, unsettledAt: [] }
  for (let from = 0; from < calls.length; from += callsPerTransaction) {
    const batch = calls.slice(from, from + callsPerTransaction)
    await ensurePartitions(
      archive,
      batch.map(({ listed }) => Date.parse(listed.createTime ?? '')),
    )
    await storeWords(archive, batch)
    const done = await fenced(archive, given, (transaction, project) =>
      writeBatch(archive, transaction, project, batch),
    )
    written.inserted += done.inserted
    written.updated += done.updated
    written.unsettledAt.push(...done.unsettledAt)
  }
  return written
}

/** Runs a transaction on the archive of a project, which only the writer with the highest fence may. */
export async function fenced<Result>(
  archive: Archive,
  { projectId, fence }: { projectId: string; fence: number },
  work: (transaction: Transaction<ArchiveSchema>, project: number) => Promise<Result>,
): Promise<Result> {
  try {
    return await archive.db.transaction().execute(async (transaction) => {
      const project = await archive.words.store(transaction, 'project', projectId)
      await claim(transaction, project, fence)
      return await work(transaction, project)
    })
  } catch (error) {
    archive.words.forget()
    forgetPartitions(archive)
    throw error
  }
}

async function claim(db: Kysely<ArchiveSchema>, project: number, fence: number): Promise<void> {
  const claimed = await db
    .insertInto('callSync')
    .values({
      project,
      fence,
      atStart: 0,
      problem: null,
      problemAt: null,
      answeredAt: null,
      keepDays: null,
    })
    .onConflict((conflict) =>
      conflict.column('project').doUpdateSet({ fence }).where('callSync.fence', '<=', fence),
    )
    .returning('project')
    .executeTakeFirst()
  if (!claimed) throw new Replaced('another console reads the calls of this project now')
}

async function writeBatch(
  archive: Archive,
  db: Transaction<ArchiveSchema>,
  project: number,
  calls: readonly ReadCall[],
): Promise<WrittenCalls> {
  const stored = await storedCalls(
    db,
    project,
    calls.map(({ listed }) => listed.callId),
  )
  const rows: CallTable[] = []
  const [fresh, changed, gone]: [CallTable[], CallTable[], number[]] = [[], [], []]
  const sums = new SumChanges()
  const parties = new PartyChanges()
  for (const call of calls) {
    const before = stored.get(call.listed.callId)
    const createdAt = Date.parse(call.listed.createTime ?? '')
    const words = await knownWords(archive, db, project, call)
    // A call whose beginning the vendor corrected moves to another place in the order.
    const keepsPlace = before?.createdAt === createdAt
    const id = keepsPlace ? before.id : firstId(createdAt, call.listed.callId)
    const row = rowOf(call, words, id, before)
    rows.push(row)
    if (before && keepsPlace && isSameCall(row, before)) continue
    for (const changes of [sums, parties]) {
      if (before) changes.remove(before)
      changes.add(row)
    }
    if (before && !keepsPlace) gone.push(before.id)
    if (keepsPlace) changed.push(row)
    else fresh.push(row)
  }
  if (gone.length > 0)
    await db.deleteFrom('calls').where('project', '=', project).where('id', 'in', gone).execute()
  await placeFresh(archive, db, fresh)
  if (fresh.length > 0) await db.insertInto('calls').values(fresh).execute()
  for (const row of changed)
    await db.updateTable('calls').set(row).where('project', '=', project).where('id', '=', row.id).execute()
  await addToSums(db, sums)
  await addToParties(db, parties)
  return {
    inserted: fresh.length - gone.length,
    updated: changed.length + gone.length,
    unsettledAt: rows.filter(isUnsettled).map(({ createdAt }) => createdAt),
  }
}

async function storedCalls(
  db: Kysely<ArchiveSchema>,
  project: number,
  callIds: readonly string[],
): Promise<Map<string, CallTable>> {
  const rows = await db
    .selectFrom('calls')
    .selectAll()
    .where('project', '=', project)
    .where('callId', 'in', callIds)
    .execute()
  return new Map(rows.map((row) => [row.callId, row]))
}

/**
 * Stores the words of calls before these, and not with them: other connections remember what they read, and a word whose transaction was
 * rolled back would be one that nobody else knows. In one order, so that two writers do not wait for each other.
 */
async function storeWords({ db, words }: Archive, calls: readonly ReadCall[]): Promise<void> {
  const wanted = new Map<string, { kind: (typeof wordKinds)[number]; word: string }>()
  for (const call of calls) {
    const written = wordsOf(call)
    for (const kind of wordKinds) wanted.set(`${kind} ${written[kind]}`, { kind, word: written[kind] })
  }
  for (const [, { kind, word }] of [...wanted].toSorted(([one], [other]) => (one < other ? -1 : 1)))
    await words.store(db, kind, word)
}

const wordKinds = ['result', 'currency', 'trunk', 'region', 'transport', 'relationship'] as const

async function knownWords(
  { words }: Archive,
  db: Kysely<ArchiveSchema>,
  project: number,
  call: ReadCall,
): Promise<CallWords> {
  const written = wordsOf(call)
  const known = { project, result: 0, currency: 0, trunk: 0, region: 0, transport: 0, relationship: 0 }
  for (const kind of wordKinds) known[kind] = await words.store(db, kind, written[kind])
  return known
}

/** Moves new calls to ids that nobody has: neither a stored call nor another of the batch. */
async function placeFresh(
  { kind }: Archive,
  db: Kysely<ArchiveSchema>,
  fresh: readonly CallTable[],
): Promise<void> {
  const placed = new Set<number>()
  let homeless = fresh.map((row) => ({ row, first: row.id }))
  while (homeless.length > 0) {
    const wanted = homeless.map(({ row }) => row.id)
    const stored = db.selectFrom('calls').select('id').where('id', 'in', wanted)
    // On SQLite an id is one of the whole table, on PostgreSQL one of its project's.
    const own = kind === 'sqlite' ? stored : stored.where('project', '=', homeless[0]?.row.project ?? 0)
    const taken = new Set((await own.execute()).map(({ id }) => id))
    const next: typeof homeless = []
    for (const one of homeless) {
      if (!taken.has(one.row.id) && !placed.has(one.row.id)) {
        placed.add(one.row.id)
        continue
      }
      one.row.id = nextId(one.row.id, one.row.createdAt, one.first)
      next.push(one)
    }
    homeless = next
  }
}

/** Adds what a batch changed to the sums that are stored. */
export async function addToSums(db: Kysely<ArchiveSchema>, changes: SumChanges): Promise<void> {
  const rows = changes.rows()
  const rowsPerStatement = 1_000
  for (let from = 0; from < rows.length; from += rowsPerStatement) {
    await db
      .insertInto('callSums')
      .values(rows.slice(from, from + rowsPerStatement))
      .onConflict((conflict) =>
        conflict
          .columns([
            'project',
            'cube',
            'trunk',
            'country',
            'sipCode',
            'start',
            'direction',
            'result',
            'currency',
          ])
          .doUpdateSet({
            records: sql`${sql.ref('callSums.records')} + excluded.records`,
            calls: sql`${sql.ref('callSums.calls')} + excluded.calls`,
            answered: sql`${sql.ref('callSums.answered')} + excluded.answered`,
            talkSeconds: sql`${sql.ref('callSums.talkSeconds')} + excluded.${sql.ref('talkSeconds')}`,
            cost: sql`${sql.ref('callSums.cost')} + excluded.cost`,
          }),
      )
      .execute()
  }
}
