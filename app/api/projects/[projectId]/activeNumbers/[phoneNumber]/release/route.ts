import { releaseNumber } from '@/lib/server/active-numbers'
import { route } from '@/lib/server/route'

export const POST = route({
  role: 'operator',
  audit: 'activeNumbers.release',
  conditional: true,
  handle: releaseNumber,
})

export const dynamic = 'force-dynamic'
