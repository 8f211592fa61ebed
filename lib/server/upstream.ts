import 'server-only'
import { ApiError } from '@/lib/errors'
import { createEstClient, type EstClient } from '@/lib/est/client'
import { createEstShared, type EstShared } from '@/lib/est/shared'
import { log } from './log'
import { processState } from './process-state'
import { secretContext, upstreamOrigins, type StoredProject } from './projects'
import { unseal } from './secrets'

interface KnownClient {
  version: number
  client: EstClient
}

function estShared(): EstShared {
  return processState('est-shared', () =>
    createEstShared({ log: (event) => log().debug(event, 'vendor call') }),
  )
}

/** The EST client of a project. A replaced key or a changed host gives a new one; nothing else is ever cached by key. */
export async function estClient(project: StoredProject): Promise<EstClient> {
  const clients = processState('est-clients', () => new Map<string, KnownClient>())
  const known = clients.get(project.id)
  if (known && known.version === project.version) return known.client
  const origins = upstreamOrigins(project.upstream)
  if (project.tokenOrigin !== origins.authUrl) {
    throw new ApiError(
      'upstream_rejected_credentials',
      'The token host in the server settings has changed since this key was entered. An admin must enter the key again under Settings, Projects.',
    )
  }
  const keySecret = await unseal(secretContext(project.id, project.tokenOrigin), project.sealedSecret)
  const client = createEstClient(
    { projectId: project.id, keyId: project.keyId, keySecret, ...origins },
    estShared(),
  )
  clients.set(project.id, { version: project.version, client })
  return client
}
