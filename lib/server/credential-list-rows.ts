import 'server-only'
import { credentialLists } from '@/lib/resources/credential-lists'
import type { EntityOf } from '@/lib/resources/define'
import { trunks } from '@/lib/resources/trunks'
import type { Rows } from './list-answer'
import type { StoredProject } from './projects'
import { readResource } from './resource-lists'
import { after, type Soon } from './soon'
import { orNull, readCredentialListLinks } from './trunk-rows'

/** What a row of the list of credential lists shows beside the list; null where the vendor could not be read. */
export interface CredentialListJoin {
  trunks: { id: string; name: string }[] | null
}

/** Joins credential lists with the trunks they are linked to. */
export function joinCredentialLists(project: StoredProject): Soon<Rows<EntityOf<typeof credentialLists>>> {
  // Both are begun before either is waited for.
  const [readingLinks, readingTrunks] = [
    orNull(readCredentialListLinks(project)),
    orNull(readResource(project, trunks, {})),
  ]
  return after(readingLinks, (links) =>
    after(readingTrunks, (known) => {
      const names = new Map(known?.items.map(({ id, name }) => [id, name]))
      const linked = new Map(links?.items.map(({ list, trunkIds }) => [list.id, trunkIds]))
      return {
        from: [links?.items, known?.items],
        row: ({ id }): CredentialListJoin => ({
          trunks:
            links &&
            (linked.get(id) ?? []).map((trunkId) => ({ id: trunkId, name: names.get(trunkId) ?? trunkId })),
        }),
      }
    }),
  )
}
