import { activeNumbers } from '@/lib/resources/phone-numbers'
import { renameNumber } from '@/lib/server/active-numbers'
import { itemRoutes } from '@/lib/server/resource-routes'
import { route } from '@/lib/server/route'

export const { GET } = itemRoutes(activeNumbers)

export const PUT = route({
  role: 'operator',
  audit: 'activeNumbers.update',
  conditional: true,
  body: activeNumbers.input,
  handle: renameNumber,
})

export const dynamic = 'force-dynamic'
