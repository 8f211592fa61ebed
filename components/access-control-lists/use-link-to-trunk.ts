import { useQueryClient } from '@tanstack/react-query'
import { errorText } from '@/components/ui/error-notice'
import { toast } from '@/components/ui/toast'
import { linkLists } from '@/lib/client/links'
import type { AccessControlList } from './list-row'

/** Links a list that has just been made to a trunk; where that fails the list stays, and the person is told both. */
export function useLinkToTrunk(projectId: string) {
  const client = useQueryClient()
  return async ({ id, name }: AccessControlList, trunkId: string) => {
    try {
      await linkLists('accessControlLists', projectId, trunkId, [id])
      toast(`${name} is linked to the trunk`, 'good')
    } catch (error) {
      toast(
        `${name} was created, but could not be linked to the trunk. ${errorText(error).message} Link it on the trunk’s page.`,
      )
    }
    await client.invalidateQueries({ queryKey: ['projects', projectId] })
  }
}
