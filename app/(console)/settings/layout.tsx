import type { ReactNode } from 'react'
import { SettingsTabs } from '@/components/layout/settings-tabs'
import { requireSession } from '@/lib/server/page'

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  await requireSession()
  return (
    <>
      <SettingsTabs />
      {children}
    </>
  )
}
