import { credentialLists } from '@/lib/resources/credential-lists'
import { joinCredentialLists } from '@/lib/server/credential-list-rows'
import { collectionRoutes } from '@/lib/server/resource-routes'

export const { GET, POST } = collectionRoutes(credentialLists, joinCredentialLists)

export const dynamic = 'force-dynamic'
