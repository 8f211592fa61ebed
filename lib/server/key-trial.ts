import 'server-only'
import { ApiError } from '@/lib/errors'
import { getTrialToken } from '@/lib/est/test-connection'
import { upstreamOrigins, type Upstream } from './projects'
import { estShared } from './upstream'

const patienceMs = 12_000

interface Candidate {
  projectId: string
  upstream: Upstream
  keyId: string
  keySecret: string
}

/**
 * Gets a token with a key before it is stored, so that a wrong one never takes the place of one that works. Throws `upstream_rejected`
 * beside the field when the vendor refuses it, and what the vendor's service threw when it cannot be asked.
 */
export async function assertKeyAccepted({ upstream, ...key }: Candidate): Promise<void> {
  try {
    await withinPatience(getTrialToken({ ...key, ...upstreamOrigins(upstream) }, estShared()))
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'upstream_rejected_credentials') throw error
    const message = `${error.message} Nothing was stored.`
    throw new ApiError('upstream_rejected', message, {
      fields: { keySecret: error.message },
      vendorHttpStatus: error.details.vendorHttpStatus,
    })
  }
}

async function withinPatience(asking: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    const message = `The token service has not answered for ${patienceMs / 1000} seconds.`
    timer = setTimeout(() => reject(new ApiError('upstream_unavailable', message)), patienceMs)
  })
  try {
    await Promise.race([asking, late])
  } finally {
    clearTimeout(timer)
  }
}
