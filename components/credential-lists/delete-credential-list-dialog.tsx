'use client'
import { DeleteByPlanDialog } from '@/components/forms/delete-by-plan-dialog'
import type { TaggedCredentialList } from './credential-list-row'

/** Deletes a credential list by plan, after saying what stops working. */
export function DeleteCredentialListDialog(props: {
  projectId: string
  list: TaggedCredentialList
  onDeleted: () => void
  onClose: () => void
}) {
  const { id, name, credentials } = props.list
  return (
    <DeleteByPlanDialog
      projectId={props.projectId}
      kind="credentialLists"
      id={id}
      name={name}
      noun="credential list"
      verb="Delete credential list"
      onDeleted={props.onDeleted}
      onClose={props.onClose}
    >
      <p>
        Whoever signs in as{' '}
        <span className="font-mono text-sm break-all">
          {credentials.map(({ username }) => username).join(', ') || 'a user of this list'}
        </span>{' '}
        is refused from then on. This cannot be undone, and the passwords cannot be read back.
      </p>
    </DeleteByPlanDialog>
  )
}
