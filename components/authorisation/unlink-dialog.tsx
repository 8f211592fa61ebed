'use client'
import { ConfirmDialog } from '@/components/forms/confirm-dialog'
import { useUnlink, type LinkedKind } from '@/lib/client/links'
import { unlinkEffects, type Authorisation } from '@/lib/rules/authorisation'
import { listKinds, type LinkedList } from './list-kinds'

/** Asks before a list is taken off a trunk, after saying what stops working. */
export function UnlinkDialog(props: {
  projectId: string
  trunkId: string
  kind: LinkedKind
  list: LinkedList
  authorisation: Authorisation
  onClose: () => void
}) {
  const { kind, list, authorisation } = props
  const { mutateAsync: unlink } = useUnlink(kind, props.projectId, props.trunkId)
  return (
    <ConfirmDialog
      title={`Unlink ${list.name}?`}
      verb="Unlink list"
      onConfirm={async () => {
        await unlink(list.id)
        props.onClose()
      }}
      onClose={props.onClose}
    >
      {unlinkEffects(authorisation, list.id).map((effect) => (
        <p key={effect}>{effect}</p>
      ))}
      <p className="text-muted">
        The {listKinds[kind].one} itself stays, with everything in it, and can be linked again. The vendor
        takes about a minute to carry the change to its SIP edge.
      </p>
    </ConfirmDialog>
  )
}
