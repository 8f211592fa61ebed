'use client'
import { ConfirmDialog } from '@/components/forms/confirm-dialog'
import { countText } from '@/lib/format'
import { cidrText, sizeOf } from '@/lib/rules/cidr'
import { cidrOf, type IpRange, type TaggedList } from './list-row'
import { useRangeWrites } from './range-writes'

/** Removes one range of a list, after saying whom it shuts out. */
export function RemoveRangeDialog(props: {
  projectId: string
  list: TaggedList
  range: IpRange
  onRemoved: () => void
  onClose: () => void
}) {
  const { list, range } = props
  const writes = useRangeWrites(props.projectId, list.id)
  const cidr = cidrOf(range)
  return (
    <ConfirmDialog
      title={`Remove ${cidrText(cidr)}?`}
      verb="Remove range"
      onClose={props.onClose}
      onConfirm={async () => {
        const { id, etag } = await writes.find(range)
        await writes.remove({ id, etag })
        props.onRemoved()
      }}
    >
      <p>
        {range.description && <b className="font-medium">{range.description}. </b>}
        {countText(sizeOf(cidr.range), 'address', 'addresses')} may no longer send outbound calls
        {list.trunks.length > 0
          ? ` through ${countText(list.trunks.length, 'SIP trunk')}, unless another range or list lets them in.`
          : '; no trunk uses this list yet.'}
      </p>
    </ConfirmDialog>
  )
}
