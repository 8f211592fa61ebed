import 'server-only'
import type { EstClient } from '@/lib/est/client'
import { credentialLists, credentials } from '@/lib/resources/credential-lists'
import { assertTimeToWrite } from './deadline'
import { log } from './log'
import type { StoredProject } from './projects'
import { markPropagating } from './propagation'
import { forgetResource } from './resource-lists'
import { estClient } from './upstream'

/** One user of a credential list. */
export interface CredentialAddress {
  credentialListId: string
  username: string
}

/** Gives a user of a credential list a new password; the vendor never tells one, so there is nothing to compare with and no tag. */
export async function setPassword(
  project: StoredProject,
  address: CredentialAddress,
  password: string,
  deadline: number,
): Promise<void> {
  const before = { id: '', username: address.username }
  await changed(project, address, deadline, `The password of ${address.username} was changed`, (client) =>
    client.replace(credentials, { ...address }, { password }, before),
  )
}

/** Takes a user off a credential list. The vendor refuses while a SIP endpoint registers with it. */
export async function removeCredential(
  project: StoredProject,
  address: CredentialAddress,
  deadline: number,
): Promise<void> {
  await changed(project, address, deadline, `The user ${address.username} was removed`, (client) =>
    client.remove(credentials, { ...address }),
  )
}

async function changed(
  project: StoredProject,
  { credentialListId }: CredentialAddress,
  deadline: number,
  reason: string,
  write: (client: EstClient) => Promise<unknown>,
): Promise<void> {
  const client = (await estClient(project)).until(deadline)
  assertTimeToWrite(deadline)
  try {
    await write(client)
  } finally {
    forgetResource(project, credentials)
  }
  try {
    const using = await client.trunksOf(credentialLists, credentialListId)
    const ids = using.map(({ id }) => id)
    await markPropagating(project, ids, reason)
  } catch (cause) {
    // The write is done; only its countdown is missing.
    log().warn({ err: cause, credentialListId }, 'propagation of a credential not noted')
  }
}
