import { PageHeader } from '@/components/layout/page-header'
import { ButtonLink } from '@/components/ui/button-link'

export default function ConsoleNotFound() {
  return (
    <>
      <PageHeader
        title="There is no such page"
        sentence="The address is wrong, the object was removed, or your role may not see it."
      />
      <ButtonLink href="/" variant="primary">
        Go to the overview
      </ButtonLink>
    </>
  )
}
