import { Ellipsis, Pencil, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from './icon-button'
import { Menu, MenuItem } from './menu'

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
  const label = `Actions for ${props.name}`
  return (
    <Menu
      label={label}
      align="end"
      reason={refusal}
      trigger={(trigger) => <IconButton {...trigger} label={label} icon={<Ellipsis />} />}
    >
      <MenuItem icon={<Pencil aria-hidden />} reason={refusal} onSelect={props.onEdit}>
        {props.editLabel ?? 'Edit'}
      </MenuItem>
      {props.children}
      <MenuItem icon={<Trash2 aria-hidden />} tone="bad" reason={refusal} onSelect={props.onDelete}>
        Delete
      </MenuItem>
    </Menu>
  )
}
