import { downloadConnectSheet } from '@/lib/server/connect-sheet'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: ({ project, params, deadline }) => downloadConnectSheet(project, params.trunkId ?? '', deadline),
})

export const dynamic = 'force-dynamic'
