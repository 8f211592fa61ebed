import { callBlockingRules } from '@/lib/resources/call-blocking-rules'
import { collectionRoutes } from '@/lib/server/resource-routes'

export const { GET, POST } = collectionRoutes(callBlockingRules)

export const dynamic = 'force-dynamic'
