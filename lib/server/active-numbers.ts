import 'server-only'
import { etagOf } from '@/lib/est/etag'
import type { EntityOf } from '@/lib/resources/define'
import { activeNumbers } from '@/lib/resources/phone-numbers'
import { assertTimeToWrite } from './deadline'
import { assertUnchanged, requiredIfMatch } from './if-match'
import { withLock } from './keyed-lock'
import { presented, forgetResource } from './resource-lists'
import type { RouteContext } from './route'
import { estClient } from './upstream'

type ActiveNumber = EntityOf<typeof activeNumbers>
type Client = Awaited<ReturnType<typeof estClient>>

/** Renames a rented number and sends nothing else of it: the vendor reads every configuration that comes along as a change. */
export async function renameNumber(context: RouteContext<{ displayName: string }>): Promise<Response> {
  const { displayName } = context.body
  return await changeNumber(context, async (client, current) =>
    displayName === current.displayName
      ? current
      : await client.replace(activeNumbers, { phoneNumber: current.phoneNumber }, { displayName }, current),
  )
}

/** Ends the subscription of a number; it stays until the time that is paid for is over. One that was released before is left alone. */
export async function releaseNumber(context: RouteContext<unknown>): Promise<Response> {
  return await changeNumber(context, async (client, current) =>
    current.expireAt === null ? await client.releaseNumber(current.phoneNumber) : current,
  )
}

async function changeNumber(
  context: RouteContext<unknown>,
  change: (client: Client, current: ActiveNumber) => Promise<ActiveNumber>,
): Promise<Response> {
  const { project, params, request, audit, deadline } = context
  const ifMatch = requiredIfMatch(request)
  const phoneNumber = params.phoneNumber ?? ''
  return await withLock(`${project.id}/activeNumbers/${phoneNumber}`, async () => {
    const client = (await estClient(project)).until(deadline)
    const current = await client.read(activeNumbers, { phoneNumber })
    audit.describe({ target: phoneNumber, before: current })
    assertUnchanged(ifMatch, etagOf(activeNumbers, current), presented(activeNumbers, current))
    assertTimeToWrite(deadline)
    try {
      const changed = await change(client, current)
      if (changed === current) audit.describe({ note: 'nothing to change' })
      const { etag, ...number } = presented(activeNumbers, changed)
      return Response.json(number, { headers: { etag } })
    } finally {
      forgetResource(project, activeNumbers)
    }
  })
}
