import 'server-only'
import { ApiError } from '@/lib/errors'
import { createEstClient, type EstClient } from '@/lib/est/client'
import { createEstShared, type EstShared } from '@/lib/est/shared'
import { env } from './env'
import { log } from './log'
import { processState } from './process-state'
import { secretContext, upstreamOrigins, type StoredProject } from './projects'
import { unseal } from './secrets'

interface KnownClient {
  sealedSecret: string
  client: EstClient
}

// As the vendor's own limit at its token service is made: 30 at once, then 10 a second.
const burstSeconds = 3

/** Connections, tokens, breakers and rates of this process. */
export function estShared(): EstShared {
  return processState('est-shared', () => {
    const perSecond = env().EST_CALLS_PER_SECOND
    return createEstShared({
      rate: { burst: burstSeconds * perSecond, perSecond },
      log: (event) => log().debug(event, 'vendor call'),
    })
  })
}

/**
 * The EST client of a project. It belongs to the sealed secret, which is different each time one is sealed and bound to its host: a
 * replaced key, a changed host, or a project that was removed and added again never meets an older client.
 */
export async function estClient(project: StoredProject): Promise<EstClient> {
  const clients = processState('est-clients', () => new Map<string, KnownClient>())
  const known = clients.get(project.id)
  if (known && known.sealedSecret === project.sealedSecret) return known.client
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
  clients.set(project.id, { sealedSecret: project.sealedSecret, client })
  return client
}
