import { forgetCollections } from '@/lib/server/collections'
import { assertUnchanged, requiredIfMatch } from '@/lib/server/if-match'
import { assertKeyAccepted } from '@/lib/server/key-trial'
import {
  projectEtag,
  projectKeyInput,
  publicProject,
  replaceProjectKey,
  untestedKey,
} from '@/lib/server/projects'
import { route } from '@/lib/server/route'

export const PUT = route({
  role: 'admin',
  audit: 'projects.replaceKey',
  conditional: true,
  body: projectKeyInput.extend(untestedKey),
  handle: async ({ project, body, request, audit }) => {
    const { skipTest, ...key } = body
    const ifMatch = requiredIfMatch(request)
    audit.describe({
      before: publicProject(project),
      note: skipTest ? 'the key was not tested' : undefined,
    })
    assertUnchanged(ifMatch, projectEtag(project), publicProject(project))
    if (!skipTest) {
      await assertKeyAccepted({ projectId: project.id, upstream: project.upstream, ...key })
    }
    const { etag, ...shown } = publicProject(await replaceProjectKey(project, ifMatch, key))
    forgetCollections(project.id)
    return Response.json(shown, { headers: { etag } })
  },
})

export const dynamic = 'force-dynamic'
