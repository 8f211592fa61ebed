import { rmSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openArchiveWriter } from '@/lib/database/archive'
import type { Archive } from '@/lib/calls/archive'
import { Words } from '@/lib/calls/words'
import { freshPostgres } from '@/lib/server/testing'

/** An empty archive of its own, opened in this thread. Call `end` afterwards. */
export async function freshArchive(kind: 'sqlite' | 'postgres') {
  const folder = mkdtempSync(join(tmpdir(), 'est-archive-'))
  const postgres = kind === 'postgres' ? await freshPostgres() : undefined
  const opened = await openArchiveWriter({ url: postgres?.url, file: join(folder, 'calls.sqlite') })
  const archive: Archive = { db: opened.db, kind: opened.kind, words: new Words() }
  return {
    archive,
    end: async () => {
      await opened.close()
      rmSync(folder, { recursive: true, force: true })
      await postgres?.drop()
    },
  }
}
