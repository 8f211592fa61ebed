import { accessControlListIds, accessControlListLinks, addLinks, readLinks } from '@/lib/server/link-routes'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: (context) => readLinks(accessControlListLinks, context),
})

export const POST = route({
  role: 'operator',
  audit: 'accessControlLists.link',
  body: accessControlListIds,
  handle: (context) => addLinks(accessControlListLinks, context, context.body.accessControlListIds),
})

export const dynamic = 'force-dynamic'
