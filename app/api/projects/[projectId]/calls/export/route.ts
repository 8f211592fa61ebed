import { exportCalls } from '@/lib/server/call-export'
import { route } from '@/lib/server/route'

export const GET = route({ role: 'viewer', handle: exportCalls })

export const dynamic = 'force-dynamic'
