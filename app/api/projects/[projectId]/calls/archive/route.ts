import { archiveSettings, changeArchiveSettings } from '@/lib/server/call-settings'
import { route } from '@/lib/server/route'

export const PUT = route({
  role: 'admin',
  audit: 'calls.keep',
  body: archiveSettings,
  handle: async ({ project, body, audit }) =>
    Response.json(await changeArchiveSettings(project, body, audit)),
})

export const dynamic = 'force-dynamic'
