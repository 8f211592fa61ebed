import { Hono } from 'hono'
import type { ServiceModule } from '../context'
import { answerFailure, EstFailure, numbersError } from '../errors'
import { activeNumberRoutes } from './active-numbers'
import { availableNumberRoutes } from './available-numbers'
import { orderRoutes } from './order-routes'

const prefixes = [
  'activeNumbers',
  'availableNumbers',
  'availableRegions',
  'numberOrders',
  'callbackConfiguration',
]

/** The Numbers API: the part that EST needs; the rest answers 501 in the shape of that API. */
export const numbersRoutes: ServiceModule = (context) => {
  const app = new Hono()
  app.onError((error, c) => {
    if (!(error instanceof EstFailure) || error.status !== 'VALIDATION_FAILED') return answerFailure(error, c)
    return numbersError(c, error.code, 'INVALID_ARGUMENT', error.message, error.details)
  })
  app.route('/', activeNumberRoutes(context))
  app.route('/', availableNumberRoutes(context))
  app.route('/', orderRoutes(context))
  app.use('*', async (c, next) => {
    const { pathname } = new URL(c.req.url)
    const first = /^\/v1\/projects\/[^/]+\/([A-Za-z]+)(?=[/:]|$)/.exec(pathname)?.[1]
    if (!prefixes.some((prefix) => prefix === first)) return next()
    return numbersError(c, 501, 'UNIMPLEMENTED', 'The sandbox does not offer this operation')
  })
  return app
}
