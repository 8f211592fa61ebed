import { Ellipsis } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from './icon-button'
import { Menu } from './menu'

/** The menu at the end of a row, of what can be done with one object. `refusal` says why none of it can. */
export function RowMenu(props: {
  /** What the object goes by. */
  name: string
  refusal: string | undefined
  /** Id of its button, for whoever gives it the focus. */
  buttonId?: string
  children: ReactNode
}) {
  const label = `Actions for ${props.name}`
  return (
    <Menu
      label={label}
      align="end"
      reason={props.refusal}
      trigger={(trigger) => <IconButton {...trigger} id={props.buttonId} label={label} icon={<Ellipsis />} />}
    >
      {props.children}
    </Menu>
  )
}
