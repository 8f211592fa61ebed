import { forgetCollections } from '@/lib/server/collections'
import { requiredIfMatch } from '@/lib/server/if-match'
import { projectKeyInput, publicProject, replaceProjectKey } from '@/lib/server/projects'
import { route } from '@/lib/server/route'

export const PUT = route({
  role: 'admin',
  audit: 'projects.replaceKey',
  body: projectKeyInput,
  handle: async ({ project, body, request, audit }) => {
    audit.describe({ before: publicProject(project) })
    const { etag, ...shown } = publicProject(await replaceProjectKey(project, requiredIfMatch(request), body))
    forgetCollections(project.id)
    return Response.json(shown, { headers: { etag } })
  },
})

export const dynamic = 'force-dynamic'
