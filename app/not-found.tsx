import type { Metadata } from 'next'
import { ButtonLink } from '@/components/ui/button-link'
import { PlainPage } from '@/components/layout/plain-page'
import { currentSession } from '@/lib/server/session'
import ConsoleLayout from './(console)/layout'
import ConsoleNotFound from './(console)/not-found'

export const metadata: Metadata = { title: 'Not found' }

export default async function NotFound() {
  // Whoever is signed in keeps the sidebar, and with it the way on.
  if (await currentSession()) {
    return (
      <ConsoleLayout>
        <ConsoleNotFound />
      </ConsoleLayout>
    )
  }
  return (
    <PlainPage
      title="There is no such page"
      sentence="The address is wrong, the object was removed, or your role may not see it."
    >
      <ButtonLink href="/" variant="primary">
        Go to the console
      </ButtonLink>
    </PlainPage>
  )
}
