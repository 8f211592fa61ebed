import { currentOf } from '@/components/forms/refused-edit'

/** What a refused write says of the endpoint as it is now: all that a page without the schemas has to know of it. */
export function currentEndpointOf(error: unknown) {
  return currentOf(error, (current) => ({
    priority: 'priority' in current && typeof current.priority === 'number' ? current.priority : null,
    enabled: 'enabled' in current && current.enabled === true,
  }))
}
