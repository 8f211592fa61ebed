'use client'
import { cx } from 'class-variance-authority'
import {
  Ban,
  Globe,
  History,
  House,
  KeyRound,
  Phone,
  PhoneCall,
  Settings,
  ShieldCheck,
  WandSparkles,
  Waypoints,
} from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useState } from 'react'
import { projectPath } from '@/lib/client/page-path'

/** One page that the sidebar and the command palette lead to. */
export interface Place {
  href: Route
  label: string
  icon: typeof House
  /** Only this exact address is the page, not those below it. */
  exact?: boolean
}

/** The pages of a project. */
export function projectPlaces(projectId: string): Place[] {
  return [
    { href: projectPath(projectId), label: 'Overview', icon: House, exact: true },
    { href: projectPath(projectId, 'trunks'), label: 'SIP trunks', icon: Waypoints },
    {
      href: projectPath(projectId, 'access-control-lists'),
      label: 'Access control lists',
      icon: ShieldCheck,
    },
    { href: projectPath(projectId, 'credential-lists'), label: 'Credential lists', icon: KeyRound },
    { href: projectPath(projectId, 'phone-numbers'), label: 'Phone numbers', icon: Phone },
    { href: projectPath(projectId, 'country-permissions'), label: 'Country permissions', icon: Globe },
    { href: projectPath(projectId, 'call-blocking-rules'), label: 'Call blocking rules', icon: Ban },
    { href: projectPath(projectId, 'calls'), label: 'Calls', icon: PhoneCall },
  ]
}

/** The pages around the work itself; without a project those that belong to none. */
export function setUpPlaces(projectId?: string): Place[] {
  const settings: Place = { href: '/settings', label: 'Settings', icon: Settings }
  if (projectId === undefined) return [settings]
  return [
    { href: projectPath(projectId, 'onboarding'), label: 'Onboarding', icon: WandSparkles },
    { href: projectPath(projectId, 'activity'), label: 'Activity', icon: History },
    settings,
  ]
}

/** The links of the sidebar. */
export function Navigation({ projectId, onGo }: { projectId?: string; onGo?: () => void }) {
  return (
    <nav aria-label="Main" className="flex flex-col gap-0.5">
      {projectId &&
        projectPlaces(projectId).map((place) => <PlaceLink key={place.href} {...place} onGo={onGo} />)}
      <p className={cx('px-2 pb-1 text-xs font-medium text-faint', projectId ? 'pt-3.5' : 'pt-1')}>Set-up</p>
      {setUpPlaces(projectId).map((place) => (
        <PlaceLink key={place.href} {...place} onGo={onGo} />
      ))}
    </nav>
  )
}

function PlaceLink({ href, label, icon: Icon, exact, onGo }: Place & { onGo?: () => void }) {
  const path = usePathname()
  const here = path === href || (!exact && path.startsWith(`${href}/`))
  const [isMeant, setIsMeant] = useState(false)
  const meant = () => setIsMeant(true)
  return (
    <Link
      href={href}
      // All of them at once would hold up a page that is just coming up.
      prefetch={isMeant}
      onPointerEnter={meant}
      onFocus={meant}
      onClick={onGo}
      aria-current={here ? 'page' : undefined}
      className={cx(
        'flex min-h-8 items-center gap-2.5 rounded px-2 py-1.5 font-medium',
        here ? 'bg-accent-soft text-accent-text' : 'text-muted hover:bg-sunken hover:text-text',
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      {label}
    </Link>
  )
}
