'use client'
import { Download, Printer } from 'lucide-react'
import type { Route } from 'next'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { CopyButton } from '@/components/ui/copy-button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Fact, Facts } from '@/components/ui/facts'
import { Panel } from '@/components/ui/panel'
import { Skeleton } from '@/components/ui/skeleton'
import { useConnectSheet } from '@/lib/client/connect-sheet'
import { connectSheetPath } from '@/lib/client/onboarding'
import {
  numberHint,
  type ConnectSheet as Sheet,
  type SheetFact,
  type SheetSection,
} from '@/lib/rules/connect-sheet'

/** What to put into the PBX so that it uses a trunk: to read, to copy from, to print, and as a Markdown file. */
export function ConnectSheet({ projectId, trunkId }: { projectId: string; trunkId: string }) {
  const { sheet, isWhole, error, refetch } = useConnectSheet(projectId, trunkId)
  if (!sheet)
    return error ? <ErrorNotice error={error} onRetry={refetch} /> : <Panel className="h-72">{null}</Panel>
  if (!sheet.domain)
    return (
      <Panel>
        <EmptyState title="The vendor has not said the SIP domain yet">
          It is part of the vendor’s answer and is never made up here. Open this page again in a moment.
        </EmptyState>
      </Panel>
    )
  const [domain, ...rest] = sheet.sections
  return (
    // Printing leaves out whatever is not in here.
    <div data-printed className="flex flex-col gap-4">
      <p className="hidden text-lg font-semibold print:block">{sheet.name}: what the PBX needs</p>
      <div className="-mb-1 flex flex-wrap items-center justify-between gap-2 print:hidden">
        <p className="text-muted">For the person who sets up the PBX. No password is on it.</p>
        <span className="flex flex-wrap gap-2">
          <ButtonLink
            // An address of the API; with `download` the browser takes it, not the router.
            href={connectSheetPath(projectId, trunkId) as Route}
            prefetch={false}
            download
            icon={<Download aria-hidden className="size-4" />}
          >
            Download as Markdown
          </ButtonLink>
          {/* Half of a sheet is worse than none. */}
          <Button
            pending={!isWhole}
            icon={<Printer aria-hidden className="size-4" />}
            onClick={() => window.print()}
          >
            Print
          </Button>
        </span>
      </div>
      {error && <ErrorNotice error={error} onRetry={refetch} />}
      {domain && <SectionPanel section={domain} />}
      <HeadersPanel headers={sheet.headers} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-2">
        {rest.map((section) => (
          <SectionPanel key={section.title} section={section} isRead={isWhole || !section.isOfLists} />
        ))}
      </div>
    </div>
  )
}

function SectionPanel({ section, isRead = true }: { section: SheetSection; isRead?: boolean }) {
  return (
    <Panel title={section.title} className="break-inside-avoid">
      {isRead ? (
        <Facts>
          {section.facts.map((fact, index) => (
            <Fact key={`${index} ${fact.name}`} name={fact.name} hint={hintOf(fact)}>
              {fact.isExact ? <ExactValues fact={fact} /> : fact.values.join(', ')}
            </Fact>
          ))}
        </Facts>
      ) : (
        <div aria-busy className="flex min-h-24 flex-col gap-3 p-4">
          <Skeleton className="w-full max-w-72" />
          <Skeleton className="w-full max-w-48" />
        </div>
      )}
    </Panel>
  )
}

function hintOf({ hint, href }: SheetFact): ReactNode {
  if (!href) return hint
  return (
    <>
      {hint}{' '}
      <a href={href} target="_blank" rel="noreferrer" className="break-all underline underline-offset-2">
        {href}
      </a>
    </>
  )
}

function ExactValues({ fact: { name, values } }: { fact: SheetFact }) {
  return (
    <span className="flex flex-wrap gap-x-3">
      {values.map((value) => (
        <span key={value} className="inline-flex max-w-full items-center gap-1">
          <span translate="no" className="font-mono text-sm break-all">
            {value}
          </span>
          <span className="print:hidden">
            <CopyButton value={value} label={`Copy ${value} (${name})`} />
          </span>
        </span>
      ))}
    </span>
  )
}

function HeadersPanel({ headers }: Pick<Sheet, 'headers'>) {
  return (
    <Panel title="Headers of an outbound INVITE" className="break-inside-avoid">
      {/* Positioned, so that what only screen readers hear scrolls with the table instead of widening the page. */}
      <div className="relative overflow-x-auto">
        <table className="w-full">
          <caption className="sr-only">What each header of an outbound INVITE must hold</caption>
          <thead>
            <tr className="text-left text-xs text-faint">
              {['Header', 'Value', 'Holds'].map((title) => (
                <th
                  key={title}
                  scope="col"
                  className={`border-b bg-sunken px-4 py-2 font-medium ${title === 'Holds' ? 'max-sm:hidden' : ''}`}
                >
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {headers.map(({ name, form, holds }) => (
              <tr key={name} className="[&:not(:last-child)>*]:border-b">
                <th scope="row" className="px-4 py-2 text-left font-medium sm:whitespace-nowrap">
                  {name}
                </th>
                <td className="px-4 py-2">
                  <span className="inline-flex items-center gap-1 max-sm:break-all sm:whitespace-nowrap">
                    <span translate="no" className="font-mono text-sm">
                      {form}
                    </span>
                    <span className="print:hidden">
                      <CopyButton value={form} label={`Copy the form of ${name}`} />
                    </span>
                  </span>
                  <span className="text-sm text-muted sm:hidden">{holds}</span>
                </td>
                <td className="px-4 py-2 text-muted max-sm:hidden">{holds}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="border-t px-4 py-2.5 text-sm text-muted">{numberHint}</p>
    </Panel>
  )
}
