import { callBlockingRules } from '@/lib/resources/call-blocking-rules'
import { itemRoutes } from '@/lib/server/resource-routes'

export const { GET, PUT, DELETE } = itemRoutes(callBlockingRules)

export const dynamic = 'force-dynamic'
