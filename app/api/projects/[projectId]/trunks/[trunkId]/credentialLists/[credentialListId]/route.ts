import { credentialListLinks, removeLink } from '@/lib/server/link-routes'
import { route } from '@/lib/server/route'

export const DELETE = route({
  role: 'operator',
  audit: 'credentialLists.unlink',
  handle: (context) => removeLink(credentialListLinks, context),
})

export const dynamic = 'force-dynamic'
