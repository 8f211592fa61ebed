import 'server-only'
import { headers } from 'next/headers'
import { GET as accessControlList } from '@/app/api/projects/[projectId]/accessControlLists/[accessControlListId]/route'
import { GET as accessControlLists } from '@/app/api/projects/[projectId]/accessControlLists/route'
import { GET as activity } from '@/app/api/projects/[projectId]/activity/route'
import { GET as attention } from '@/app/api/projects/[projectId]/attention/route'
import { GET as callBlockingRules } from '@/app/api/projects/[projectId]/callBlockingRules/route'
import { GET as countryPermissions } from '@/app/api/projects/[projectId]/countryPermissions/route'
import { GET as countryUsage } from '@/app/api/projects/[projectId]/countryPermissions/usage/route'
import { GET as credentialList } from '@/app/api/projects/[projectId]/credentialLists/[credentialListId]/route'
import { GET as credentialListUsage } from '@/app/api/projects/[projectId]/credentialLists/[credentialListId]/usage/route'
import { GET as credentialLists } from '@/app/api/projects/[projectId]/credentialLists/route'
import { GET as overview } from '@/app/api/projects/[projectId]/overview/route'
import { GET as phoneNumbers } from '@/app/api/projects/[projectId]/phoneNumbers/route'
import { GET as phoneNumberSummary } from '@/app/api/projects/[projectId]/phoneNumbers/summary/route'
import { GET as trunkAccessControlLists } from '@/app/api/projects/[projectId]/trunks/[trunkId]/accessControlLists/route'
import { GET as trunkCredentialLists } from '@/app/api/projects/[projectId]/trunks/[trunkId]/credentialLists/route'
import { GET as trunkEndpoints } from '@/app/api/projects/[projectId]/trunks/[trunkId]/endpoints/route'
import { GET as trunk } from '@/app/api/projects/[projectId]/trunks/[trunkId]/route'
import { GET as trunks } from '@/app/api/projects/[projectId]/trunks/route'
import type { Route } from '@/lib/server/route'

/** What pages read before they are sent, by its folder under `app/api/projects/[projectId]`. */
export const readAhead: Readonly<Record<string, Route>> = {
  overview,
  attention,
  activity,
  trunks,
  'trunks/[trunkId]': trunk,
  'trunks/[trunkId]/endpoints': trunkEndpoints,
  'trunks/[trunkId]/accessControlLists': trunkAccessControlLists,
  'trunks/[trunkId]/credentialLists': trunkCredentialLists,
  accessControlLists,
  'accessControlLists/[accessControlListId]': accessControlList,
  credentialLists,
  'credentialLists/[credentialListId]': credentialList,
  'credentialLists/[credentialListId]/usage': credentialListUsage,
  phoneNumbers,
  'phoneNumbers/summary': phoneNumberSummary,
  countryPermissions,
  'countryPermissions/usage': countryUsage,
  callBlockingRules,
}

const origin = 'http://console.invalid'

/**
 * Answers a request of the page that is being rendered by the route itself, with the cookies of whoever asks for the page: the same
 * checks as over the network, without the way there. Throws for what is not in the list above, and for anything but a read.
 */
export async function askOwnApi(path: string, { method, signal }: RequestInit): Promise<Response> {
  const url = new URL(path, origin)
  const found = method === 'GET' ? routeOf(url.pathname) : undefined
  if (!found) throw new Error(`pages do not read ${method} ${url.pathname} ahead`)
  const asked = new Headers({ accept: 'application/json' })
  const cookie = (await headers()).get('cookie')
  if (cookie !== null) asked.set('cookie', cookie)
  const request = new Request(url, { headers: asked, signal })
  return await found.route(request, { params: Promise.resolve(found.params) })
}

function routeOf(pathname: string): { route: Route; params: Record<string, string> } | undefined {
  const [, api, projects, ...parts] = pathname.split('/').map(decodeURIComponent)
  if (api !== 'api' || projects !== 'projects') return undefined
  for (const [folder, route] of Object.entries(readAhead)) {
    const params = paramsIn(['[projectId]', ...folder.split('/')], parts)
    if (params) return { route, params }
  }
  return undefined
}

function paramsIn(pattern: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== parts.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, segment] of pattern.entries()) {
    const part = parts[index] ?? ''
    const name = /^\[(\w+)\]$/.exec(segment)?.[1]
    if (name !== undefined) params[name] = part
    else if (part !== segment) return undefined
  }
  return params
}
