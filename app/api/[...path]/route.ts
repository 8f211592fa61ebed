import { ApiError } from '@/lib/errors'
import { route } from '@/lib/server/route'

const unknownPath = route({
  role: 'public',
  handle: async () => {
    throw new ApiError('not_found', 'There is no such address in the API. See docs/api.md.')
  },
})

export const GET = unknownPath
export const POST = unknownPath
export const PUT = unknownPath
export const DELETE = unknownPath

export const dynamic = 'force-dynamic'
