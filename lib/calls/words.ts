import type { Kysely } from 'kysely'
import type { ArchiveSchema } from '@/lib/database/archive-schema'

/** What a word of the archive names. */
export type WordKind = 'project' | 'trunk' | 'result' | 'currency' | 'region' | 'transport' | 'relationship'

/** The numbers under which the archive stores words; 0 stands for no word. One for each connection, since it remembers. */
export class Words {
  private readonly ids = new Map<string, number>()
  private readonly words = new Map<number, string>()

  /** The number of a word; undefined when no call has it. */
  async find(db: Kysely<ArchiveSchema>, kind: WordKind, word: string): Promise<number | undefined> {
    if (word === '') return 0
    const known = this.ids.get(nameOf(kind, word))
    if (known !== undefined) return known
    await this.readAll(db)
    return this.ids.get(nameOf(kind, word))
  }

  /** The numbers of those words that some call has. */
  async findAll(db: Kysely<ArchiveSchema>, kind: WordKind, words: readonly string[]): Promise<number[]> {
    const ids: number[] = []
    for (const word of words) {
      const id = await this.find(db, kind, word)
      if (id !== undefined) ids.push(id)
    }
    return ids
  }

  /** The number of a word, which is stored when it is new. */
  async store(db: Kysely<ArchiveSchema>, kind: WordKind, word: string): Promise<number> {
    const known = await this.find(db, kind, word)
    if (known !== undefined) return known
    await db
      .insertInto('callWords')
      .values({ kind, word } as never) // the database counts the ids
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await this.readAll(db)
    const stored = this.ids.get(nameOf(kind, word))
    if (stored === undefined) throw new Error(`the word ${word} was not stored`)
    return stored
  }

  /** The word behind a number; empty for 0. */
  word(id: number): string {
    return this.words.get(id) ?? ''
  }

  /** Makes sure that `word` knows all of these. */
  async know(db: Kysely<ArchiveSchema>, ids: Iterable<number>): Promise<void> {
    for (const id of ids) {
      if (id === 0 || this.words.has(id)) continue
      await this.readAll(db)
      return
    }
  }

  /** Forgets what was remembered: a transaction that stored words was rolled back. */
  forget(): void {
    this.ids.clear()
    this.words.clear()
  }

  private async readAll(db: Kysely<ArchiveSchema>): Promise<void> {
    for (const { id, kind, word } of await db.selectFrom('callWords').selectAll().execute()) {
      this.ids.set(nameOf(kind, word), id)
      this.words.set(id, word)
    }
  }
}

function nameOf(kind: string, word: string): string {
  return `${kind} ${word}`
}
