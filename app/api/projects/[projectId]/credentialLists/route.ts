import { credentialLists } from '@/lib/resources/credential-lists'
import { collectionRoutes } from '@/lib/server/resource-routes'

export const { GET, POST } = collectionRoutes(credentialLists)

export const dynamic = 'force-dynamic'
