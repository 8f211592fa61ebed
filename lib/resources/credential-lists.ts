import { z } from 'zod'
import { defineResource } from './define'
import { instant, listOf, required, text } from './fields'
import { credentialListPlace } from './places'

/** The vendor's password rule: 12 characters or more with upper case, lower case and a digit. */
export const sipPassword = z
  .string('The password is missing.')
  .min(12, 'The password needs at least 12 characters.')
  .regex(/[A-Z]/, 'The password needs an upper case letter.')
  .regex(/[a-z]/, 'The password needs a lower case letter.')
  .regex(/\d/, 'The password needs a digit.')

const username = required('The user name')

/** Credential lists: user names and passwords for digest authentication. */
export const credentialLists = defineResource({
  ...credentialListPlace,
  idParam: 'credentialListId',
  listKeys: ['credentialLists'],
  label: { one: 'credential list', many: 'credential lists' },
  input: z.object({
    name: required('The name'),
    // Written at creation only: a rename leaves them alone, and the vendor never returns a password.
    credentials: z
      .array(z.object({ username, password: sipPassword }))
      .min(1, 'A credential list needs at least one user.')
      .optional(),
  }),
  entity: z.looseObject({
    id: text(),
    name: text(),
    credentials: listOf(z.looseObject({ id: text(), username: text() })),
    createTime: instant(),
    updateTime: instant(),
    projectId: text(),
  }),
  derived: ['credentials'],
  operations: ['list', 'get', 'create', 'replace', 'remove'],
})

/** One user of a credential list. The vendor can set its password and remove it, not add one. */
export const credentials = defineResource({
  path: '/credentialLists/:credentialListId/credentials',
  idParam: 'username',
  idKey: 'username',
  listKeys: ['credentials'],
  label: { one: 'credential', many: 'credentials' },
  input: z.object({ password: sipPassword }),
  entity: z.looseObject({ id: text(), username: text() }),
  touches: ['credentialLists'],
  operations: ['replace', 'remove'],
})
