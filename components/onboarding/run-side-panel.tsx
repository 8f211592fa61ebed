'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import { Panel } from '@/components/ui/panel'
import type { Run } from '@/lib/client/onboarding'
import { projectPath } from '@/lib/client/page-path'
import { itemQuery } from '@/lib/client/queries'
import { trunkPlace } from '@/lib/resources/places'
import type { trunks } from '@/lib/resources/trunks'
import { portsText, sipUri, trapDomain, trapText } from '@/lib/rules/connect-sheet'

/** The few facts that the person at the PBX asks for, beside the steps from the moment that they are known. */
export function RunSidePanel({ projectId, run }: { projectId: string; run: Run }) {
  const { trunkId, answers } = run
  const trunk = useQuery({
    ...itemQuery<typeof trunks>(trunkPlace, projectId, {}, trunkId ?? ''),
    enabled: trunkId !== null,
  }).data
  const domain = trunk?.domain ?? ''
  const { endpoint } = answers
  return (
    <Panel title="What the PBX needs">
      <div className="flex flex-col gap-4 p-4">
        <dl className="flex flex-col gap-1.5">
          <Line name="SIP domain" value={domain} copy="Copy the SIP domain" />
          <Line name="Ports" value={portsText} isPlain />
          <Line name="From" value={domain && sipUri(domain)} copy="Copy the form of From" />
          <Line name="To" value={domain && sipUri(domain)} copy="Copy the form of To" />
          {endpoint?.isRegistered && (
            <>
              <Line name="Registrar" value={domain} copy="Copy the registrar" />
              <Line name="User" value={endpoint.credentialUsername} copy="Copy the user name" />
            </>
          )}
        </dl>
        <div>
          <p className="font-semibold wrap-anywhere">Never {trapDomain}</p>
          <p className="text-sm text-muted">{trapText}</p>
        </div>
        {trunkId !== null && (
          <Link
            href={projectPath(projectId, 'trunks', trunkId, 'connect')}
            prefetch={false}
            className="self-start underline underline-offset-2"
          >
            Everything on the trunk’s Connect tab
          </Link>
        )}
      </div>
    </Panel>
  )
}

function Line(props: { name: string; value: string; copy?: string; isPlain?: boolean }): ReactNode {
  const { name, value, copy, isPlain } = props
  return (
    <div className="flex min-h-6 items-center justify-between gap-3">
      <dt className="w-20 shrink-0 text-muted">{name}</dt>
      <dd className="flex min-w-0 items-center gap-1">
        {value === '' ? (
          <span className="text-faint">once the trunk is there</span>
        ) : (
          <>
            <span title={value} className={isPlain ? undefined : 'truncate font-mono text-sm'}>
              {/* The scheme is in the title and in what is copied; the room is for the domain. */}
              {value.replace(/^sip:/, '')}
            </span>
            {copy && <CopyButton value={value} label={copy} />}
          </>
        )}
      </dd>
    </div>
  )
}
