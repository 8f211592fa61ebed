import { downloadPcap } from '@/lib/server/call-capture'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: async ({ project, params, url, request }) =>
    await downloadPcap(project, params.pcapId ?? '', url.searchParams.get('direction'), request.signal),
})

export const dynamic = 'force-dynamic'
