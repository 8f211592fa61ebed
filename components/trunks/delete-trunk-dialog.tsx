'use client'
import { DeleteByPlanDialog } from '@/components/forms/delete-by-plan-dialog'
import type { TaggedTrunk } from './trunk-row'

/** Deletes a trunk by plan, after saying what stops working. */
export function DeleteTrunkDialog(props: {
  projectId: string
  trunk: TaggedTrunk
  onDeleted: () => void
  onClose: () => void
}) {
  const { id, name, domain } = props.trunk
  return (
    <DeleteByPlanDialog
      projectId={props.projectId}
      kind="trunks"
      id={id}
      name={name}
      noun="SIP trunk"
      verb="Delete trunk"
      onDeleted={props.onDeleted}
      onClose={props.onClose}
    >
      <p>
        The SIP domain {domain && <span className="font-mono text-sm break-all">{domain}</span>} stops working
        at once. This cannot be undone.
      </p>
    </DeleteByPlanDialog>
  )
}
