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
    ['runId', await finishedRun(client)],
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

/** Sets up a trunk by the wizard, so that there is a run to look at. */
async function finishedRun(client: BenchClient): Promise<string> {
  const path = '/api/projects/sandbox/onboarding'
  const name = `bench-${Date.now().toString(36)}`
  const answers = {
    direction: 'outbound',
    authorise: 'digest',
    trunk: { use: 'new', name, hostName: name },
    credentialList: { use: 'new', name, usernames: [name] },
  }
  const started = await client.post(path, { key: name, answers })
  if (!started.ok) throw new Error(`no run was started: ${await started.text()}`)
  const { id } = (await started.json()) as { id: string } // our own API's shape
  for (let look = 0; look < 100; look += 1) {
    const { state } = (await (await client.get(`${path}/${id}`)).json()) as { state: string } // our own API's shape
    if (state === 'done') return id
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('the run is not done after ten seconds')
}
