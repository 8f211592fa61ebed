'use client'
import { ConfirmDialog } from '@/components/forms/confirm-dialog'
import { useRemove } from '@/lib/client/writes'
import { callBlockingRulePlace } from '@/lib/resources/places'
import { blockingRuleWords } from '@/lib/rules/blocking-rule-words'
import { ruleName, type RuleRow } from './rule-row'

/** Deletes a call blocking rule, after saying which calls get through again. */
export function DeleteRuleDialog(props: { projectId: string; rule: RuleRow; onClose: () => void }) {
  const { projectId, rule, onClose } = props
  const { mutateAsync: remove } = useRemove(callBlockingRulePlace, projectId, {})
  return (
    <ConfirmDialog
      title={`Delete ${ruleName(rule)}?`}
      verb="Delete rule"
      onConfirm={async () => {
        await remove({ id: rule.id, etag: rule.etag })
        onClose()
      }}
      onClose={onClose}
    >
      <p>{blockingRuleWords(rule)}: these calls get through again, unless another rule blocks them too.</p>
    </ConfirmDialog>
  )
}
