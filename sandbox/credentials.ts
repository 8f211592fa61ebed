import { createHash } from 'node:crypto'
import { Hono, type Context } from 'hono'
import { checkFields, readObject, text } from './body'
import type { ServiceModule } from './context'
import { isUsedByEndpoint, requireCredentialList } from './credential-lists'
import { badRequest, notFound } from './errors'
import type { StoredObject } from './store'
import { storedTime } from './timestamps'

/** C7 and C8: setting the password of a user and removing one; there is no operation that adds one. */
export const credentialRoutes: ServiceModule = (context) => {
  const { store } = context
  const app = new Hono()
  const path = '/credentialLists/:credentialListId/credentials/:username'
  const read = (c: Context): StoredObject => {
    const list = requireCredentialList(context, c.req.param('credentialListId') ?? '')
    const username = c.req.param('username') ?? ''
    const credential = store.byNatural('credentials', username)
    if (credential?.parent !== list.id) throw notFound('Credential', username)
    return credential
  }
  app.put(path, async (c) => {
    const credential = read(c)
    const body = await readObject(c)
    checkFields(body, { password: { type: 'string', required: true } })
    refusePassword(text(body.password))
    const username = text(credential.fields.username)
    const digest = passwordDigest(username, text(body.password))
    const list = requireCredentialList(context, credential.parent)
    store.transaction(() => {
      store.save({ ...credential, fields: { ...credential.fields, digest } })
      store.save({ ...list, fields: { ...list.fields, updateTime: storedTime(context.clock.now()) } })
    })
    return c.json(context.dialect.credentialPutReply === 'empty' ? {} : { id: credential.id, username })
  })
  app.delete(path, (c) => {
    const credential = read(c)
    if (isUsedByEndpoint(context, credential)) {
      throw badRequest('Credential cannot be deleted while attached to a SIP Endpoint')
    }
    store.remove(credential)
    return c.body(null, context.dialect.deleteStatus)
  })
  return app
}

/** The vendor's password policy: twelve characters with an upper case letter, a lower case letter and a digit. */
export function refusePassword(password: string): void {
  const strong = password.length >= 12 && [/[A-Z]/, /[a-z]/, /\d/].every((part) => part.test(password))
  if (strong) return
  throw badRequest(
    'Password must be at least 12 characters long and contain an upper case letter, a lower case letter and a digit',
  )
}

/** What a SIP server keeps of a password to check digest authentication. */
export function passwordDigest(username: string, password: string): string {
  return createHash('md5').update(`${username}:sinch.com:${password}`).digest('hex')
}
