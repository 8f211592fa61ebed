'use client'
import type { ReactNode } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import { EmptyState } from '@/components/ui/empty-state'
import { Fact, Facts } from '@/components/ui/facts'
import { Panel } from '@/components/ui/panel'
import { TrunkPart } from './trunk-part'

/** What to put into the PBX so that it uses a trunk. */
export function TrunkConnectPage(props: { projectId: string; trunkId: string }) {
  return <TrunkPart {...props}>{(trunk) => <Connect domain={trunk.domain} />}</TrunkPart>
}

const headers = [
  { name: 'Request-URI', says: 'The number that is called' },
  { name: 'To', says: 'The number that is called' },
  { name: 'From', says: 'The number that calls; another domain here is answered with 403' },
]

function Connect({ domain }: { domain: string }) {
  if (!domain) {
    return (
      <Panel>
        <EmptyState title="The vendor has not said the SIP domain yet">
          It is part of the vendor’s answer and is never made up here. Open this page again in a moment.
        </EmptyState>
      </Panel>
    )
  }
  const uri = `sip:+E164@${domain}`
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <Panel title="SIP domain">
        <Facts>
          <Fact
            name="Send calls to"
            hint={
              <>
                Always this domain, never <Mono>trunk.pstn.sinch.com</Mono>: that one belongs to no trunk, and
                calls to it are refused.
              </>
            }
          >
            <span className="inline-flex max-w-full items-center gap-1">
              <b className="font-mono text-sm font-medium break-all">{domain}</b>
              <CopyButton value={domain} label="Copy the SIP domain" />
            </span>
          </Fact>
          <Fact name="UDP and TCP">
            Port <Mono>5060</Mono>
          </Fact>
          <Fact name="TLS" hint="Open the ports in both directions; the media needs ports of its own.">
            Port <Mono>5061</Mono>
          </Fact>
        </Facts>
      </Panel>
      <Panel title="Headers of an outbound INVITE">
        <div className="overflow-x-auto">
          <table className="w-full">
            <caption className="sr-only">What each header of an outbound INVITE must hold</caption>
            <thead>
              <tr className="text-left text-xs text-faint">
                <th scope="col" className="border-b bg-sunken px-4 py-2 font-medium">
                  Header
                </th>
                <th scope="col" className="border-b bg-sunken px-4 py-2 font-medium">
                  Value
                </th>
                <th scope="col" className="border-b bg-sunken px-4 py-2 font-medium max-sm:hidden">
                  Holds
                </th>
              </tr>
            </thead>
            <tbody>
              {headers.map(({ name, says }) => (
                <tr key={name} className="[&:not(:last-child)>*]:border-b">
                  <th scope="row" className="px-4 py-2 text-left font-medium sm:whitespace-nowrap">
                    {name}
                  </th>
                  <td className="px-4 py-2">
                    <span className="inline-flex items-center gap-1 max-sm:break-all sm:whitespace-nowrap">
                      <Mono>{uri}</Mono>
                      <CopyButton value={uri} label={`Copy the form of ${name}`} />
                    </span>
                  </td>
                  <td className="px-4 py-2 text-muted max-sm:hidden">{says}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <p className="border-t px-4 py-2.5 text-sm text-muted">
          <Mono>+E164</Mono> stands for a number with its plus and country code, for example{' '}
          <Mono>+14155550100</Mono>. Calls are let through when they come from an address in a linked access
          control list, or with a user name and password from a linked credential list; where both are linked,
          both are asked for.
        </p>
      </Panel>
    </div>
  )
}

function Mono({ children }: { children: ReactNode }) {
  return <span className="font-mono text-sm">{children}</span>
}
