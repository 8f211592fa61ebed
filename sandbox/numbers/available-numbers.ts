import { Hono } from 'hono'
import { readObject } from '../body'
import type { ServiceContext, ServiceModule } from '../context'
import type { Fields, StoredObject } from '../store'
import {
  readPlainFields,
  readSms,
  readVoice,
  renderActiveNumber,
  requireActiveNumber,
} from './active-numbers'
import { numberBlocks, regionNames } from './inventory'
import { matchesPattern, readPattern } from './number-pattern'
import { invalidArgument, numberNotFound } from './refusals'
import { rentNumber } from './renting'

/** Numbers for sale and the regions they are sold in. */
export const availableNumberRoutes: ServiceModule = (context) => {
  const app = new Hono()
  app.get('/availableNumbers', (c) => {
    const regionCode = c.req.query('regionCode')
    const type = c.req.query('type')
    if (!regionCode) throw invalidArgument('regionCode', 'must be given')
    if (!type) throw invalidArgument('type', 'must be given')
    const capabilities = c.req.queries('capabilities') ?? []
    const pattern = readPattern(c)
    const size = Math.min(Math.max(Number(c.req.query('size') ?? '10') || 10, 1), 500)
    const numbers = saleNumbers(context, regionCode, type).filter(({ id, fields }) => {
      const has = Array.isArray(fields.capability) ? fields.capability : []
      return capabilities.every((one) => has.includes(one)) && matchesPattern(id, pattern)
    })
    return c.json({ availableNumbers: numbers.slice(0, size).map(renderSale) })
  })
  app.get('/availableNumbers/:phoneNumber', (c) =>
    c.json(renderSale(requireSale(context, c.req.param('phoneNumber')))),
  )
  app.post('/availableNumbers/:phoneNumber{.+:rent}', async (c) => {
    const sale = requireSale(context, c.req.param('phoneNumber').replace(/:rent$/, ''))
    const body = await readObject(c)
    if (sale.fields.regionCode !== 'US' || sale.fields.type !== 'LOCAL') {
      throw invalidArgument(
        'phoneNumber',
        'only local numbers of the US can be rented; create a number order',
      )
    }
    const voice = readVoice(context, body.voiceConfiguration)
    const changes = { ...readPlainFields(body), ...readSms(body.smsConfiguration) }
    rentNumber(context, sale, changes, voice)
    return c.json(renderActiveNumber(context, requireActiveNumber(context, sale.id)))
  })
  app.get('/availableRegions', (c) => {
    const types = c.req.queries('types') ?? []
    const regions = Object.entries(regionNames).map(([regionCode, regionName]) => {
      const sold = numberBlocks.filter((block) => block.regionCode === regionCode).map((block) => block.type)
      return { regionCode, regionName, types: [...new Set(sold)] }
    })
    const wanted = regions.filter(
      (region) => types.length === 0 || region.types.some((type) => types.includes(type)),
    )
    return c.json({ availableRegions: wanted })
  })
  return app
}

/** The numbers of one region and type that are for sale. */
export function saleNumbers(context: ServiceContext, regionCode: string, type: string): StoredObject[] {
  return context.store
    .list('availableNumbers', { project: '' })
    .filter(({ fields }) => fields.regionCode === regionCode && fields.type === type)
}

/** The number on sale, or the 404 of the Numbers API. */
export function requireSale(context: ServiceContext, phoneNumber: string): StoredObject {
  const number = context.store.get('availableNumbers', phoneNumber)
  if (number?.project !== '') throw numberNotFound('AvailableNumber', phoneNumber)
  return number
}

function renderSale(number: StoredObject): Fields {
  return { phoneNumber: number.id, ...number.fields }
}
