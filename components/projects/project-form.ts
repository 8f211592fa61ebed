import { z } from 'zod'

const needed = (what: string) => z.string().trim().min(1, `Enter ${what}.`)
const keyId = needed('the key id').max(128, 'A key id is never this long.')
const keySecret = needed('the key secret').max(256, 'A key secret is never this long.')

/** What the dialogs ask for; the server judges again, and more closely. */
export const newProjectForm = z.object({
  name: needed('a name').max(80, 'Keep the name within 80 characters.'),
  upstream: z.enum(['sinch', 'sandbox'], 'Choose where this project lives.'),
  projectId: needed('the project id')
    .max(64, 'A project id is never this long.')
    .regex(/^[A-Za-z0-9_-]+$/, 'A project id has letters, digits, hyphens and underscores only.'),
  keyId,
  keySecret,
})

/** The only field of a project that can be edited. */
export const projectNameForm = newProjectForm.pick({ name: true })

/** A new access key. */
export const projectKeyForm = newProjectForm.pick({ keyId: true, keySecret: true })
