import { control } from './helpers'

interface LoggedRequest {
  id: number
  method: string
  path: string
  status: number | null
}

const logged = async (since: number) =>
  (await control<{ requests: LoggedRequest[] }>('GET', `requests?since=${since}`)).requests

/** What the vendor was asked to write while something was done, as "PUT …/trunks/1 200"; its tokens are no writes. */
export async function writesDuring(act: () => Promise<void>): Promise<string[]> {
  const last = (await logged(0)).at(-1)?.id ?? 0
  await act()
  return (await logged(last))
    .filter(({ method, path }) => method !== 'GET' && !path.includes('oauth2'))
    .map(({ method, path, status }) => `${method} ${path} ${status}`)
}

/** An object as the vendor holds it, secrets as their digests. */
export async function heldByVendor(collection: string, id: string): Promise<Record<string, unknown>> {
  return await control('PUT', `objects/${collection}/${encodeURIComponent(id)}`, {})
}
