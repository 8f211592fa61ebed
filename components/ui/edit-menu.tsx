import { Pencil, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { MenuItem } from './menu'
import { RowMenu } from './row-menu'

/** What can be done with one row of a table: edit and delete it, and whatever stands between the two. */
export function EditMenu(props: {
  /** What the object goes by. */
  name: string
  /** Why nothing can be done. */
  refusal: string | undefined
  editLabel?: string
  onEdit: () => void
  onDelete: () => void
  children?: ReactNode
}) {
  const { refusal } = props
  return (
    <RowMenu name={props.name} refusal={refusal}>
      <MenuItem icon={<Pencil aria-hidden />} reason={refusal} onSelect={props.onEdit}>
        {props.editLabel ?? 'Edit'}
      </MenuItem>
      {props.children}
      <MenuItem icon={<Trash2 aria-hidden />} tone="bad" reason={refusal} onSelect={props.onDelete}>
        Delete
      </MenuItem>
    </RowMenu>
  )
}
