import { Hono } from 'hono'
import { checkFields, readObject } from './body'
import type { ServiceContext, ServiceModule } from './context'
import { countries } from './countries'
import { notFound } from './errors'
import type { Fields, StoredObject } from './store'

const fewCountries = ['US', 'CA']

/** P1–P3: which countries the project may call. */
export const countryPermissionRoutes: ServiceModule = (context) => {
  const { store } = context
  const app = new Hono()
  app.get('/countryPermissions', (c) => {
    const all = store.list('countryPermissions', { project: context.projectId }).filter(isShown(context))
    return c.json({ countryPermissions: all.map((country) => country.fields) })
  })
  const read = (isoCode: string): StoredObject => {
    const country = store.get('countryPermissions', countryId(context.projectId, isoCode))
    if (!country || !isShown(context)(country)) throw notFound('Country permission', isoCode)
    return country
  }
  app.get('/countryPermissions/:isoCode', (c) => c.json(read(c.req.param('isoCode')).fields))
  app.put('/countryPermissions/:isoCode', async (c) => {
    const country = read(c.req.param('isoCode'))
    const body = await readObject(c)
    checkFields(body, { enabled: { type: 'boolean', required: true } })
    const fields: Fields = { ...country.fields, enabled: body.enabled }
    store.save({ ...country, fields })
    return c.json(fields)
  })
  return app
}

/** Gives a project its countries: every one blocked but the United States and Canada. */
export function permitFirstCountries(context: ServiceContext): void {
  const wildcard = { isoCode: '*', name: 'All other countries', continent: '', countryDialingCodes: [] }
  for (const country of [...countries, wildcard]) {
    const enabled = fewCountries.includes(country.isoCode)
    const { projectId } = context
    const fields = { ...country, enabled }
    const id = countryId(projectId, country.isoCode)
    context.store.insert({ collection: 'countryPermissions', id, project: projectId, fields })
  }
}

function countryId(projectId: string, isoCode: string): string {
  return `${projectId}/${isoCode.toUpperCase()}`
}

function isShown(context: ServiceContext): (country: StoredObject) => boolean {
  const few = context.dialect.countries === 'few'
  return ({ fields }) => {
    const isoCode = String(fields.isoCode)
    return few ? [...fewCountries, '*'].includes(isoCode) : isoCode !== '*'
  }
}
