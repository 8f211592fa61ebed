'use client'
import { useQuery } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import Link from 'next/link'
import { linkStatusQuery } from '@/lib/client/projects'
import { hasRole } from '@/lib/roles'
import { useSignedIn } from './session-context'

/** Above every page while the vendor rejects the project's key: nothing here can work until someone replaces it. */
export function KeyNotice({ projectId }: { projectId: string }) {
  const { role } = useSignedIn()
  const { data } = useQuery(linkStatusQuery(projectId))
  if (data?.state !== 'key_rejected') return null
  return (
    <section
      aria-label="Access key"
      className="flex items-start gap-2 border-b bg-bad-soft px-4 py-1.5 text-sm font-medium text-text md:px-6"
    >
      <KeyRound aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
      <span>
        The vendor rejects this project’s access key; you are still signed in here.{' '}
        {hasRole(role, 'admin') ? (
          <Link href="/settings/projects" className="underline">
            Replace the key in settings
          </Link>
        ) : (
          'Ask an admin to replace the key.'
        )}
      </span>
    </section>
  )
}
