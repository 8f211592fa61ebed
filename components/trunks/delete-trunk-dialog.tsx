'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ConfirmDialog } from '@/components/forms/confirm-dialog'
import { listQuery, useRemove } from '@/lib/client/queries'
import { ApiError } from '@/lib/errors'
import { countText } from '@/lib/format'
import { endpoints } from '@/lib/resources/endpoints'
import { trunks } from '@/lib/resources/trunks'
import type { TaggedTrunk, TrunkRow } from './trunk-row'

/** Deletes a trunk after saying what is attached to it. The vendor refuses while anything is; its own words are shown then. */
export function DeleteTrunkDialog(props: {
  projectId: string
  trunk: TaggedTrunk
  onDeleted: () => void
  onClose: () => void
}) {
  const { projectId, trunk } = props
  const { mutateAsync: remove } = useRemove(trunks, projectId, {})
  const [etag, setEtag] = useState(trunk.etag)
  const attached = useAttachments(projectId, trunk.id)

  return (
    <ConfirmDialog
      title={`Delete ${trunk.name}?`}
      // What is known to be attached may have been taken off a moment ago, so trying is allowed; the button does not promise.
      verb={attached !== undefined && attached.length > 0 ? 'Try to delete' : 'Delete trunk'}
      done={`SIP trunk ${trunk.name} deleted`}
      onConfirm={async () => {
        try {
          await remove({ id: trunk.id, etag })
        } catch (error) {
          // A second press means the trunk as it is now.
          if (error instanceof ApiError && error.code === 'changed_meanwhile')
            setEtag(currentTag(error, etag))
          // Someone else was faster; it is gone, which is what was wanted.
          if (!(error instanceof ApiError && error.code === 'not_found')) throw error
        }
        props.onDeleted()
      }}
      onClose={props.onClose}
    >
      <p>
        The SIP domain {trunk.domain && <span className="font-mono text-sm break-all">{trunk.domain}</span>}{' '}
        stops working at once. This cannot be undone.
      </p>
      <p className="text-muted">
        {attached === undefined
          ? 'Reading what is attached to it…'
          : attached.length === 0
            ? 'Nothing that could be read is attached to it.'
            : 'The vendor deletes a trunk only when nothing is attached to it.'}
      </p>
      <Blockers attached={attached} />
    </ConfirmDialog>
  )
}

function Blockers({ attached }: { attached: readonly string[] | undefined }) {
  if (!attached || attached.length === 0) return null
  return (
    <div>
      <p className="font-medium">Take these off the trunk first:</p>
      <ul className="list-disc pl-5 text-muted">
        {attached.map((blocker) => (
          <li key={blocker}>{blocker}</li>
        ))}
      </ul>
    </div>
  )
}

/** What is attached to a trunk, in words; undefined while it is read. A part that cannot be read is left out. */
function useAttachments(projectId: string, trunkId: string): string[] | undefined {
  const rows = useQuery(
    listQuery<typeof trunks, TrunkRow>(trunks, projectId, {}, { q: trunkId, pageSize: 5 }),
  )
  const targets = useQuery(listQuery(endpoints, projectId, { trunkId }, { pageSize: 1 }))
  if (rows.isPending || targets.isPending) return undefined
  const row = rows.data?.items.find(({ id }) => id === trunkId)
  const acls = row?.accessControlLists ?? []
  const lists = row?.credentialLists ?? []
  return [
    row?.numbers ? countText(row.numbers, 'phone number') : '',
    targets.data?.total ? countText(targets.data.total, 'SIP endpoint') : '',
    ...acls.map(({ name }) => `access control list “${name}”`),
    ...lists.map(({ name }) => `credential list “${name}”`),
  ].filter((part) => part !== '')
}

function currentTag(error: ApiError, known: string): string {
  const { current } = error.details
  return typeof current === 'object' && current !== null && 'etag' in current ? String(current.etag) : known
}
