import 'server-only'
import { ApiError } from '@/lib/errors'
import { accessControlLists } from '@/lib/resources/access-control-lists'
import { credentialLists } from '@/lib/resources/credential-lists'
import { endpoints } from '@/lib/resources/endpoints'
import { trunkAccessControlLists, trunkCredentialLists } from '@/lib/resources/links'
import { trunks } from '@/lib/resources/trunks'
import { connectSheet } from '@/lib/rules/connect-sheet'
import { connectSheetMarkdown } from '@/lib/rules/connect-sheet-markdown'
import { linkedLists } from './link-routes'
import { readProjectNumbers } from './numbers'
import type { StoredProject } from './projects'
import { readResource } from './resource-lists'
import { estClient } from './upstream'

/** What the PBX needs to use a trunk, as a Markdown file. Throws `not_found`, and `upstream_contract` while the vendor does not say the SIP domain. */
export async function downloadConnectSheet(
  project: StoredProject,
  trunkId: string,
  deadline: number,
): Promise<Response> {
  // All are begun before any is waited for.
  const [all, board, acls, lists, numbers] = await Promise.all([
    readResource(project, trunks, {}),
    readResource(project, endpoints, { trunkId }),
    linkedLists(project, trunkAccessControlLists, accessControlLists, trunkId),
    linkedLists(project, trunkCredentialLists, credentialLists, trunkId),
    readProjectNumbers(project),
  ])
  // It may have been made elsewhere since the trunks were read.
  const trunk =
    all.items.find(({ id }) => id === trunkId) ??
    (await (await estClient(project)).until(deadline).read(trunks, { trunkId }))
  if (trunk.domain === '')
    throw new ApiError('upstream_contract', 'Sinch does not say the SIP domain of this trunk yet. Try again.')
  const onTrunk = numbers.items.filter((number) => number.trunkId === trunkId)
  const sheet = connectSheet({
    trunk,
    endpoints: [...board.items].sort((one, other) => (one.priority ?? 0) - (other.priority ?? 0)),
    accessControlLists: acls.found,
    credentialLists: lists.found,
    numbers: { some: onTrunk.map(({ phoneNumber }) => phoneNumber), total: onTrunk.length },
  })
  const isStale = [all, board, acls, lists, numbers].some(({ stale }) => stale)
  const unread = acls.unreadIds.length + lists.unreadIds.length
  const note = [
    `From the EST console, ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC.`,
    isStale && 'The vendor could not be reached, so this is what was known last.',
    unread > 0 && 'Of a linked list the content could not be read, so something may be missing.',
  ].filter(Boolean)
  const fileName = trunk.hostName.replace(/[^A-Za-z0-9-]/g, '') || 'sip-trunk'
  return new Response(connectSheetMarkdown(sheet, note.join(' ')), {
    headers: {
      'content-type': 'text/markdown; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName}.md"`,
    },
  })
}
