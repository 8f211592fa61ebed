import { lookAgain, settleAsNotRented } from '@/lib/server/rents'
import { route } from '@/lib/server/route'

export const POST = route({
  role: 'operator',
  audit: 'unsettledRents.look',
  handle: async (context) => Response.json(await lookAgain(context)),
})

export const DELETE = route({
  role: 'operator',
  audit: 'unsettledRents.settle',
  handle: async (context) => Response.json(await settleAsNotRented(context)),
})

export const dynamic = 'force-dynamic'
