import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { BenchClient } from './client'

/** A page of the console as it is opened: its route and an address of it. */
export interface Route {
  route: string
  path: string
  /** Seen without signing in, and without the console around it. */
  isPublic: boolean
}

// These lead on to another page at once.
const redirects = ['/', '/settings']
const publicRoutes = ['/sign-in', '/setup']

/** Every page of the console, found where the pages are, with the first object of each kind in the place of its id. */
export async function everyRoute(client: BenchClient): Promise<Route[]> {
  const firstId = async (collection: string) => {
    const answer = await client.get(`/api/projects/sandbox/${collection}?pageSize=1`)
    const { items } = (await answer.json()) as { items: { id: string }[] } // our own API's shape
    const id = items[0]?.id
    if (id === undefined) throw new Error(`the sandbox has no ${collection}`)
    return id
  }
  const ids = new Map([
    ['projectId', 'sandbox'],
    ['trunkId', await firstId('trunks')],
    ['accessControlListId', await firstId('accessControlLists')],
    ['credentialListId', await firstId('credentialLists')],
  ])
  const app = fileURLToPath(new URL('../app', import.meta.url))
  return readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .map((file) => `/${file.replace(/\/?page\.tsx$/, '').replace(/\([^)]+\)\/?/, '')}`)
    .filter((route) => !redirects.includes(route))
    .sort()
    .map((route) => ({
      route,
      isPublic: publicRoutes.includes(route),
      path: route.replace(/\[(\w+)\]/g, (_, name: string) => {
        const id = ids.get(name)
        if (id === undefined) throw new Error(`no object is known for [${name}] of ${route}`)
        return id
      }),
    }))
}
