import { accessControlListLinks, removeLink } from '@/lib/server/link-routes'
import { route } from '@/lib/server/route'

export const DELETE = route({
  role: 'operator',
  audit: 'accessControlLists.unlink',
  handle: (context) => removeLink(accessControlListLinks, context),
})

export const dynamic = 'force-dynamic'
