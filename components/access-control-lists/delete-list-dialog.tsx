'use client'
import { DeleteByPlanDialog } from '@/components/forms/delete-by-plan-dialog'
import { countText } from '@/lib/format'
import type { AccessControlList } from './list-row'

/** Deletes an access control list by plan, after saying what stops working. */
export function DeleteListDialog(props: {
  projectId: string
  list: AccessControlList
  onDeleted: () => void
  onClose: () => void
}) {
  const { id, name, ipRanges } = props.list
  return (
    <DeleteByPlanDialog
      projectId={props.projectId}
      kind="accessControlLists"
      id={id}
      name={name}
      noun="access control list"
      verb="Delete list"
      onDeleted={props.onDeleted}
      onClose={props.onClose}
    >
      <p>
        {countText(ipRanges.length, 'IP range')} may no longer send outbound calls through the trunks that use
        this list. This cannot be undone.
      </p>
    </DeleteByPlanDialog>
  )
}
