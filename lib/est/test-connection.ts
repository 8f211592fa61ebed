import { ApiError } from '@/lib/errors'
import { countText } from '@/lib/format'
import { trunks } from '@/lib/resources/trunks'
import { listPage } from './collections'
import type { EstProject } from './project'
import type { EstShared } from './shared'
import type { Gateway } from './gateway'

/** What a test of the connection found, step by step; the steps after one that failed are left out. */
export interface ConnectionTest {
  ok: boolean
  steps: { name: 'token' | 'trunks'; ok: boolean; message: string }[]
}

/** Fetches a fresh token and one page of trunks, and says exactly what failed. */
export async function testConnection(gateway: Gateway): Promise<ConnectionTest> {
  const token = await step('token', async () => {
    await gateway.key.tokens.getFresh()
    return 'Sinch accepts the key.'
  })
  if (!token.ok) return { ok: false, steps: [token] }
  const list = await step('trunks', async () => {
    const page = await listPage(gateway, trunks, {}, { page: 1, size: 1 }, {})
    return `The project has ${countText(page.totalItems ?? page.items.length, 'SIP trunk')}.`
  })
  return { ok: list.ok, steps: [token, list] }
}

/** Gets a fresh token with a key that is not in use yet. Throws what the token service said. */
export async function getTrialToken(candidate: EstProject, shared: EstShared): Promise<void> {
  await shared.key(candidate).tokens.getFresh()
}

async function step<Name extends 'token' | 'trunks'>(name: Name, run: () => Promise<string>) {
  try {
    return { name, ok: true, message: await run() }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    const isUnknownProject = name === 'trunks' && error.code === 'not_found'
    const message = isUnknownProject
      ? 'The key is good, but Sinch does not know this project id.'
      : error.message
    return { name, ok: false, message }
  }
}
