import 'server-only'
import type { EstClient } from '@/lib/est/client'
import { credentials } from '@/lib/resources/credential-lists'
import { assertTimeToWrite } from './deadline'
import type { StoredProject } from './projects'
import { noteWrite, type Done } from './propagation-notes'
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
  await changed(project, address, deadline, 'changed', (client) =>
    client.replace(credentials, { ...address }, { password }, before),
  )
}

/** Takes a user off a credential list. The vendor refuses while a SIP endpoint registers with it. */
export async function removeCredential(
  project: StoredProject,
  address: CredentialAddress,
  deadline: number,
): Promise<void> {
  await changed(project, address, deadline, 'removed', (client) => client.remove(credentials, { ...address }))
}

async function changed(
  project: StoredProject,
  address: CredentialAddress,
  deadline: number,
  done: Done,
  write: (client: EstClient) => Promise<unknown>,
): Promise<void> {
  const client = (await estClient(project)).until(deadline)
  assertTimeToWrite(deadline)
  try {
    await write(client)
  } finally {
    forgetResource(project, credentials)
  }
  await noteWrite(project, credentials, { ...address }, done, { username: address.username })
}
