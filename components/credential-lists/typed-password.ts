import { z } from 'zod'
import { passwordProblem } from '@/lib/rules/sip-password'

/** A password field that may stay empty, which asks for a generated one; what is typed has to fit the vendor's rule. */
export const typedPassword = z.string().superRefine((password, context) => {
  const message = password === '' ? undefined : passwordProblem(password)
  if (message !== undefined) context.addIssue({ code: 'custom', message })
})
