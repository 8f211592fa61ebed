import { rentInput, rentNumber } from '@/lib/server/rents'
import { route } from '@/lib/server/route'

export const POST = route({
  role: 'operator',
  audit: 'availableNumbers.rent',
  body: rentInput,
  handle: rentNumber,
})

export const dynamic = 'force-dynamic'
