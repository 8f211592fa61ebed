import { runEvents } from '@/lib/server/onboarding-events'
import { route } from '@/lib/server/route'

export const GET = route({ role: 'viewer', handle: runEvents })

export const dynamic = 'force-dynamic'
