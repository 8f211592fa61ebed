import { z } from 'zod'
import { defineResource } from './define'
import { flag, listOf, text } from './fields'

/** Country permissions: which countries the whole project may dial. Never written in bulk: the vendor withdrew that. */
export const countryPermissions = defineResource({
  path: '/countryPermissions',
  idParam: 'isoCode',
  idKey: 'isoCode',
  listKeys: ['countryPermissions'],
  label: { one: 'country permission', many: 'country permissions' },
  input: z.object({ enabled: z.boolean() }),
  entity: z.looseObject({
    isoCode: text(),
    name: text(),
    continent: text(),
    countryDialingCodes: listOf(text()),
    enabled: flag(),
  }),
  derived: ['name', 'continent', 'countryDialingCodes'],
  operations: ['list', 'get', 'replace'],
})
