import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { projectPath } from '@/lib/client/page-path'
import type { NumberSearch } from './number-search'

/** Why the list is empty, and what to do about it. */
export function NoNumbers(props: {
  projectId: string
  query: NumberSearch
  fixedTrunk: boolean
  /** How many the filters leave on all pages. */
  total: number
  onFirstPage: () => void
  onClear: () => void
}) {
  const { q, trunkId, unassigned, country, type, state, page } = props.query
  if (props.total > 0)
    return (
      <EmptyState
        title={`There is no page ${page}`}
        action={<Button onClick={props.onFirstPage}>Go to the first page</Button>}
      >
        The list has become shorter than that.
      </EmptyState>
    )
  const own = [q, unassigned, country, type, state].some(Boolean)
  if (own || (trunkId && !props.fixedTrunk))
    return (
      <EmptyState
        title={q ? `No number matches “${q}” and the filters` : 'No number matches the filters'}
        action={<Button onClick={props.onClear}>Clear filters</Button>}
      >
        Any digits of a number are found, in any grouping, and parts of its name or of its trunk’s name.
      </EmptyState>
    )
  if (props.fixedTrunk)
    return (
      <EmptyState
        title="No phone number on this trunk"
        action={
          <ButtonLink href={projectPath(props.projectId, 'phone-numbers')} variant="primary">
            Choose numbers to assign
          </ButtonLink>
        }
      >
        Calls to a phone number go to the endpoints of the trunk that it is assigned to. Make the endpoints
        first, so that no live call meets a trunk without one.
      </EmptyState>
    )
  return (
    <EmptyState
      title="No phone number yet"
      action={
        <ButtonLink href={projectPath(props.projectId, 'phone-numbers', 'rent')} variant="primary">
          Rent a number
        </ButtonLink>
      }
    >
      A phone number is rented by the month and assigned to a SIP trunk; calls to it go to the endpoints of
      that trunk.
    </EmptyState>
  )
}
