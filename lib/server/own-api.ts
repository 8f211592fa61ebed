import 'server-only'
import { headers } from 'next/headers'
import { env } from './env'

/**
 * Reads our own API for the page that is being rendered, as whoever asks for the page: over the network, so that the route decides who may,
 * and runs where it always does. Throws for anything but a read.
 */
export async function askOwnApi(path: string, { method, signal }: RequestInit): Promise<Response> {
  if (method !== 'GET') throw new Error(`a page that is being rendered asked for ${method} ${path}`)
  const asked: Record<string, string> = { accept: 'application/json', 'accept-encoding': 'identity' }
  const cookie = (await headers()).get('cookie')
  if (cookie !== null) asked.cookie = cookie
  return await fetch(env().OWN_URL + path, { headers: asked, signal, cache: 'no-store', redirect: 'error' })
}
