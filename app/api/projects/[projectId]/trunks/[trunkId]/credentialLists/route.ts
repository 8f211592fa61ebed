import { credentialListIds, credentialListLinks, addLinks, readLinks } from '@/lib/server/link-routes'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: (context) => readLinks(credentialListLinks, context),
})

export const POST = route({
  role: 'operator',
  audit: 'credentialLists.link',
  body: credentialListIds,
  handle: (context) => addLinks(credentialListLinks, context, context.body.credentialListIds),
})

export const dynamic = 'force-dynamic'
