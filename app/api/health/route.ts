import { route } from '@/lib/server/route'

export const GET = route({ role: 'public', handle: async () => Response.json({ status: 'ok' }) })

export const dynamic = 'force-dynamic'
