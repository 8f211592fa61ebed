import { Hono } from 'hono'
import { accessControlListRoutes } from './access-control-lists'
import type { AccessTokens } from './access-token'
import { gateway, tokenRoutes, type AccessKey } from './authentication'
import { callBlockingRuleRoutes } from './call-blocking-rules'
import { callRoutes } from './calls/routes'
import type { ServiceContext, ServiceModule } from './context'
import { countryPermissionRoutes } from './country-permissions'
import { credentialListRoutes } from './credential-lists'
import { credentialRoutes } from './credentials'
import { endpointRoutes } from './endpoints'
import { answerFailure, estError, gatewayProblem, methodNotAllowed } from './errors'
import { ipRangeRoutes } from './ip-ranges'
import type { Limits } from './limits'
import { numbersRoutes } from './numbers/routes'
import { settle } from './numbers/provisioning'
import { phoneNumberRoutes } from './phone-numbers'
import { projectRoutes } from './projects'
import { trunkLinkRoutes } from './trunk-links'
import { trunkRoutes } from './trunks'
import { allowedMethods } from './wrong-method'

/** Everything a client of the vendor can reach, on one origin: the token endpoint, EST and Numbers. */
export interface ServiceParts {
  readonly context: ServiceContext
  readonly key: AccessKey
  readonly tokens: AccessTokens
  readonly limits: Limits
}

const modules: readonly ServiceModule[] = [
  trunkRoutes,
  trunkLinkRoutes,
  endpointRoutes,
  accessControlListRoutes,
  ipRangeRoutes,
  credentialListRoutes,
  credentialRoutes,
  countryPermissionRoutes,
  phoneNumberRoutes,
  callBlockingRuleRoutes,
  callRoutes,
  projectRoutes,
]

/** Puts the whole service together. */
export function createService({ context, key, tokens, limits }: ServiceParts): Hono {
  const app = new Hono()
  app.onError((error, c) => answerFailure(error, c))
  app.notFound((c) => gatewayProblem(c, 404, 'not-found', 'Not found', 'The resource was not found.'))
  app.route('/', tokenRoutes(key, tokens, limits))
  const base = '/v1/projects/:projectId'
  app.use(`${base}/*`, gateway(key, tokens, limits), async (_c, next) => {
    settle(context)
    return next()
  })
  for (const module of modules) app.route(base, module(context))
  // Everything so far but the gateway: the Numbers API answers 501 for whatever it does not offer.
  const methodsOf = allowedMethods(app.routes)
  app.route(base, numbersRoutes(context))
  app.all('/oauth2/token', (c) => {
    const detail = `The method ${c.req.method} is not allowed.`
    const headers = { Allow: 'POST' }
    return gatewayProblem(c, 405, 'method-not-allowed', 'Method not allowed', detail, headers)
  })
  app.all(`${base}/*`, (c) => {
    const methods = methodsOf(c.req.path)
    if (methods.length > 0) return methodNotAllowed(c, methods)
    return estError(c, 404, 'NO_RESOURCE_FOUND', `No static resource ${c.req.path.slice(1)}.`)
  })
  return app
}
