'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { ArrowLeftRight, LogOut, Plus, Search, Waypoints } from 'lucide-react'
import { useTheme } from 'next-themes'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useDeferredValue, useId, useState, type ReactNode } from 'react'
import { errorText } from '@/components/ui/error-notice'
import { Modal } from '@/components/ui/modal'
import { projectPath } from '@/lib/client/page-path'
import type { Project } from '@/lib/client/projects'
import { listQuery } from '@/lib/client/queries'
import { trunkPlace } from '@/lib/resources/places'
import type { trunks } from '@/lib/resources/trunks'
import { projectPlaces, setUpPlaces } from './navigation'
import { useRefusalReason } from './session-context'
import { themes } from './theme-menu'
import { useSignOut } from './use-sign-out'

const trunkCount = 8

/** Finds trunks, pages and actions by a few letters. */
export function CommandPalette(props: {
  projects: readonly Project[]
  current?: Project
  onClose: () => void
}) {
  const id = useId()
  const router = useRouter()
  const { setTheme } = useTheme()
  const leave = useSignOut()
  const mayCreate = useRefusalReason('operator') === undefined
  const [text, setText] = useState('')
  const { current } = props

  const go = (href: Route) => () => {
    props.onClose()
    router.push(href)
  }
  const places = [...(current ? projectPlaces(current.id) : []), ...setUpPlaces]
  const actions = [
    ...(current && mayCreate
      ? [
          {
            label: 'Create SIP trunk',
            icon: Plus,
            run: go(`${projectPath(current.id, 'trunks')}?create=1` as Route),
          },
        ] // a query is no route of its own
      : []),
    ...props.projects
      .filter((project) => project.id !== current?.id)
      .map(({ id: other, name }) => ({
        label: `Go to project ${name}`,
        icon: ArrowLeftRight,
        run: go(projectPath(other)),
      })),
    ...themes.map(({ name, label, icon }) => ({ label: `Theme: ${label}`, icon, run: () => setTheme(name) })),
    { label: 'Sign out', icon: LogOut, run: leave },
  ]
  const fits = ({ label }: { label: string }) => label.toLowerCase().includes(text.trim().toLowerCase())

  return (
    <Modal
      labelledBy={id}
      onClose={props.onClose}
      className="inset-x-0 top-[12dvh] mx-auto max-h-[70dvh] w-[calc(100vw-2rem)] max-w-xl overflow-hidden rounded-lg border shadow-lg"
    >
      <h2 id={id} className="sr-only">
        Search
      </h2>
      <Command shouldFilter={false} loop label="Search" className="flex max-h-[70dvh] flex-col">
        <div className="flex items-center gap-2 border-b px-3">
          <Search aria-hidden className="size-4 shrink-0 text-faint" />
          <Command.Input
            value={text}
            onValueChange={setText}
            placeholder="Search trunks, pages and actions"
            className="h-12 w-full bg-transparent outline-none"
          />
        </div>
        <Command.List className="overflow-y-auto p-2">
          {current && <TrunkGroup projectId={current.id} text={text} onGo={go} />}
          <Group heading="Pages">
            {places.filter(fits).map(({ href, label, icon }) => (
              <Choice key={href} value={href} icon={icon} onSelect={go(href)}>
                {label}
              </Choice>
            ))}
          </Group>
          <Group heading="Actions">
            {actions.filter(fits).map(({ label, icon, run }) => (
              <Choice
                key={label}
                value={label}
                icon={icon}
                onSelect={() => {
                  props.onClose()
                  void run()
                }}
              >
                {label}
              </Choice>
            ))}
          </Group>
        </Command.List>
      </Command>
    </Modal>
  )
}

function TrunkGroup(props: { projectId: string; text: string; onGo: (href: Route) => () => void }) {
  // Typing stays fast while the list is asked for the letters so far.
  const q = useDeferredValue(props.text.trim())
  const found = useQuery({
    ...listQuery<typeof trunks>(trunkPlace, props.projectId, {}, { q, sort: 'name', pageSize: trunkCount }),
    placeholderData: keepPreviousData,
  })
  if (found.error) return <Note>{errorText(found.error).message}</Note>
  if (!found.data) return <Note>Reading the trunks…</Note>
  if (found.data.items.length === 0)
    return <Note>{q ? `No trunk matches “${q}”.` : 'This project has no trunk yet.'}</Note>
  return (
    <Group
      heading={
        found.data.total > trunkCount ? `SIP trunks, ${trunkCount} of ${found.data.total}` : 'SIP trunks'
      }
    >
      {found.data.items.map(({ id, name, domain }) => (
        <Choice
          key={id}
          value={id}
          icon={Waypoints}
          onSelect={props.onGo(projectPath(props.projectId, 'trunks', id))}
        >
          {name}
          <span className="ml-auto truncate font-mono text-xs text-faint max-sm:hidden">{domain}</span>
        </Choice>
      ))}
    </Group>
  )
}

function Note({ children }: { children: ReactNode }) {
  return <p className="px-2 py-1.5 text-sm text-muted">{children}</p>
}

function Group({ heading, children }: { heading: string; children: ReactNode[] }) {
  if (children.length === 0) return null
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-faint"
    >
      {children}
    </Command.Group>
  )
}

function Choice(props: { value: string; icon: typeof Search; onSelect: () => void; children: ReactNode }) {
  const Icon = props.icon
  return (
    <Command.Item
      value={props.value}
      onSelect={props.onSelect}
      className="flex min-h-8 cursor-pointer items-center gap-2.5 rounded px-2 data-[selected=true]:bg-accent-soft data-[selected=true]:text-accent-text"
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      {props.children}
    </Command.Item>
  )
}
