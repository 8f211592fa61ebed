import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { z } from 'zod'
import { cleanParty } from '@/lib/rules/call-party'

const message = 'Write the number in E.164 form, for example +14155550100.'

/**
 * A phone number that may be left out, in any spelling that has its country code; it is stored in E.164 form. Whether the number is in
 * use is not for us to say, so its length and country code count alone. Apart from the other fields because the plans of all countries
 * come with it.
 */
export const phoneNumber = () =>
  z
    .string(message)
    .nullish()
    .transform((value) => cleanParty(value ?? ''))
    .transform((value, context) => {
      if (value === '') return value
      const parsed = parsePhoneNumberFromString(value)
      if (parsed?.isPossible()) return parsed.number as string // its own type says no more than that it is text
      context.addIssue({ code: 'custom', message })
      return z.NEVER
    })
