import type { Metadata } from 'next'
import { ButtonLink } from '@/components/ui/button-link'
import { PlainPage } from '@/components/layout/plain-page'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
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
