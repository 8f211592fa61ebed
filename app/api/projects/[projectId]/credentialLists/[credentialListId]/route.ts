import { credentialLists } from '@/lib/resources/credential-lists'
import { itemRoutes } from '@/lib/server/resource-routes'

export const { GET, PUT, DELETE } = itemRoutes(credentialLists)

export const dynamic = 'force-dynamic'
