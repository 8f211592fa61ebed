import { z } from 'zod'
import { validated } from '@/lib/server/request-body'
import { route } from '@/lib/server/route'
import { searchProject } from '@/lib/server/search'

const query = z.object({
  q: z
    .string('Say what to search for.')
    .trim()
    .min(1, 'Say what to search for.')
    .max(200, 'Search for 200 characters at most.'),
})

export const GET = route({
  role: 'viewer',
  handle: async ({ project, url }) => {
    const { q } = validated(query, { q: url.searchParams.get('q') ?? '' })
    return Response.json({ q, groups: await searchProject(project, q) })
  },
})

export const dynamic = 'force-dynamic'
