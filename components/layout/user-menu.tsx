'use client'
import { LogOut, MonitorSmartphone, UserRound } from 'lucide-react'
import { Menu, MenuItem, MenuLink, MenuNote, MenuSeparator } from '@/components/ui/menu'
import { roleMeaning } from '@/lib/roles'
import { useSignedIn } from './session-context'
import { useSignOut } from './use-sign-out'

/** Who is signed in, their sessions, and the way out. */
export function UserMenu() {
  const { email, role } = useSignedIn()
  const leave = useSignOut()
  return (
    <Menu
      label="You"
      align="end"
      trigger={(trigger) => (
        <button
          type="button"
          {...trigger}
          aria-label={`You: ${email}, ${role}`}
          className="inline-flex min-h-8 min-w-8 items-center justify-center gap-2 rounded px-2 text-muted hover:bg-sunken hover:text-text"
        >
          <UserRound aria-hidden className="size-4 lg:hidden" />
          <span className="max-w-72 truncate font-medium max-lg:hidden">
            {email} · {role}
          </span>
        </button>
      )}
    >
      <MenuNote>
        <span className="block text-sm break-all text-text">{email}</span>
        <span className="capitalize">{role}</span>: {roleMeaning[role].toLowerCase()}
      </MenuNote>
      <MenuSeparator />
      <MenuLink href="/settings/sessions" icon={<MonitorSmartphone aria-hidden />}>
        My sessions
      </MenuLink>
      <MenuItem icon={<LogOut aria-hidden />} onSelect={leave}>
        Sign out
      </MenuItem>
    </Menu>
  )
}
