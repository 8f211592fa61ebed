import 'server-only'
import { cookies } from 'next/headers'

/** The project that this browser showed last; written by the shell, only ever used to choose where to begin. */
export async function lastProjectId(): Promise<string | undefined> {
  const stored = (await cookies()).get('est-console-project')?.value
  try {
    return stored && decodeURIComponent(stored)
  } catch {
    return undefined
  }
}
