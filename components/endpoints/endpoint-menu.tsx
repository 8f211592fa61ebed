'use client'
import { ArrowDown, ArrowUp, FoldVertical, Pencil, Split, Trash2 } from 'lucide-react'
import { MenuItem, MenuSeparator } from '@/components/ui/menu'
import { RowMenu } from '@/components/ui/row-menu'
import { nextSpot, tierIndexOf, type Spot, type Tiers } from '@/lib/rules/tiers'

/** The element that opens the menu of an endpoint, by which the focus finds it after a move. */
export function actionsId(id: string): string {
  return `endpoint-actions-${id}`
}

/** What can be done with one endpoint; every move is there without dragging. */
export function EndpointMenu(props: {
  id: string
  name: string
  tiers: Tiers
  refusal: string | undefined
  onMove: (spot: Spot) => void
  onEdit: () => void
  onDelete: () => void
}) {
  const { id, name, tiers, refusal, onMove } = props
  const index = tierIndexOf(tiers, id)
  const here: Spot = { kind: 'tier', index }
  const up = nextSpot(tiers, id, here, -1)
  const down = nextSpot(tiers, id, here, 1)
  const reason = (why: string | undefined) => refusal ?? why
  return (
    <RowMenu name={name} refusal={refusal} buttonId={actionsId(id)}>
      <MenuItem icon={<Pencil aria-hidden />} reason={refusal} onSelect={props.onEdit}>
        Edit
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        icon={<ArrowUp aria-hidden />}
        reason={reason(up ? undefined : 'It is tried first already.')}
        onSelect={() => up && onMove(up)}
      >
        Move up
      </MenuItem>
      <MenuItem
        icon={<ArrowDown aria-hidden />}
        reason={reason(down ? undefined : 'It is tried last already.')}
        onSelect={() => down && onMove(down)}
      >
        Move down
      </MenuItem>
      <MenuItem
        icon={<Split aria-hidden />}
        reason={reason(tiers[index]?.length === 1 ? 'It has a tier of its own already.' : undefined)}
        onSelect={() => onMove({ kind: 'gap', index: index + 1 })}
      >
        Own tier
      </MenuItem>
      <MenuItem
        icon={<FoldVertical aria-hidden />}
        reason={reason(index === 0 ? 'There is no tier above.' : undefined)}
        onSelect={() => onMove({ kind: 'tier', index: index - 1 })}
      >
        Join the tier above
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<Trash2 aria-hidden />} tone="bad" reason={refusal} onSelect={props.onDelete}>
        Delete
      </MenuItem>
    </RowMenu>
  )
}
