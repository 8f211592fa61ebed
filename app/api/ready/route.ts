import { route } from '@/lib/server/route'
import { database } from '@/lib/server/storage'

export const GET = route({
  role: 'public',
  handle: async () => {
    const { db } = await database()
    await db.selectFrom('settings').select('key').limit(1).execute()
    return Response.json({ status: 'ready' })
  },
})

export const dynamic = 'force-dynamic'
