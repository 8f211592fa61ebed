import type { Kysely } from 'kysely'
import type { OpenArchive } from '@/lib/database/archive'
import type { ArchiveSchema } from '@/lib/database/archive-schema'
import type { Words } from './words'

/** One connection to the archive and what it remembers. */
export interface Archive {
  db: Kysely<ArchiveSchema>
  kind: OpenArchive['kind']
  words: Words
}
