'use client'
import { TabsNav } from '@/components/ui/tabs-nav'
import { hasRole } from '@/lib/roles'
import { PageHeader } from './page-header'
import { useSignedIn } from './session-context'

/** The head of the settings, with a tab for each part that the role may see. */
export function SettingsTabs() {
  const { role } = useSignedIn()
  return (
    <>
      <PageHeader title="Settings" />
      <TabsNav
        label="Settings"
        tabs={[
          { href: '/settings/projects', label: 'Projects' },
          ...(hasRole(role, 'admin') ? [{ href: '/settings/users', label: 'Users' } as const] : []),
          { href: '/settings/sessions', label: 'My sessions' },
          ...(hasRole(role, 'admin') ? [{ href: '/settings/activity', label: 'Activity' } as const] : []),
        ]}
      />
    </>
  )
}
