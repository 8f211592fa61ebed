import { EmptyState } from '@/components/ui/empty-state'
import { ButtonLink } from '@/components/ui/button-link'

export default function ConsoleNotFound() {
  return (
    <EmptyState
      title="There is no such page"
      action={
        <ButtonLink href="/" variant="primary">
          Go to the overview
        </ButtonLink>
      }
    >
      The address is wrong, the object was removed, or your role may not see it.
    </EmptyState>
  )
}
