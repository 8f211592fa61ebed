'use client'
import { Check, Minus } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { CopyButton } from '@/components/ui/copy-button'
import { Fact, Facts } from '@/components/ui/facts'
import { LocalTime } from '@/components/ui/local-time'
import { Panel } from '@/components/ui/panel'
import { projectPath } from '@/lib/client/page-path'
import { exactTime, numberText, phoneText } from '@/lib/format'
import { TrunkPart } from './trunk-part'
import type { TaggedTrunk } from './trunk-row'

/** The settings of a trunk. */
export function TrunkSettingsPage(props: { projectId: string; trunkId: string }) {
  return (
    <TrunkPart {...props}>{(trunk) => <TrunkSettings projectId={props.projectId} trunk={trunk} />}</TrunkPart>
  )
}

function TrunkSettings({ projectId, trunk }: { projectId: string; trunk: TaggedTrunk }) {
  return (
    <Panel>
      <Facts>
        <Fact name="Name">{trunk.name}</Fact>
        <Fact
          name="Host name"
          hint="The first label of the SIP domain. Changing it may not move the SIP domain."
        >
          <span className="font-mono text-sm">{trunk.hostName}</span>
        </Fact>
        <Fact
          name="Caller name lookup"
          hint="Adds the caller’s name to inbound calls; callers in the United States and Canada only."
        >
          <OnOff on={trunk.enableCallerName} />
        </Fact>
        <Fact
          name="Call forwarding"
          hint="For inbound calls that no endpoint can take. Each forwarded call is billed as two calls and has no packet capture."
        >
          <span className="inline-flex flex-wrap items-center gap-2">
            <OnOff on={trunk.enableCallForward} />
            {trunk.callForwardNumber && (
              <span className="font-mono text-sm whitespace-nowrap">
                {phoneText(trunk.callForwardNumber)}
              </span>
            )}
          </span>
        </Fact>
        <Fact
          name="Calls per second (CPS)"
          hint="New outbound calls a second; more are answered with 603. Only the vendor’s account manager raises it."
        >
          {trunk.callsPerSecond === null ? (
            <span className="text-faint">Not said by the vendor</span>
          ) : (
            numberText(trunk.callsPerSecond)
          )}
        </Fact>
        <Fact name="Created">
          <Moment value={trunk.createTime} />
        </Fact>
        <Fact name="Updated">
          {trunk.updateTime ? (
            <Moment value={trunk.updateTime} />
          ) : (
            <span className="text-faint">Not yet</span>
          )}
        </Fact>
        <Fact name="Activity">
          <Link
            // The id comes from data; typed routes cannot check it.
            href={`${projectPath(projectId, 'activity')}?object=${encodeURIComponent(trunk.id)}` as Route}
            className="text-accent-text underline-offset-2 hover:underline"
          >
            Who changed this trunk
          </Link>
        </Fact>
        <Fact name="Trunk id">
          <span className="inline-flex max-w-full items-center gap-1">
            <span className="font-mono text-sm break-all">{trunk.id}</span>
            <CopyButton value={trunk.id} label="Copy the trunk id" />
          </span>
        </Fact>
      </Facts>
    </Panel>
  )
}

// A fact stands alone: it needs its date and its zone.
function Moment({ value }: { value: string | null }) {
  if (value === null) return <span className="text-faint">Not said by the vendor</span>
  return <LocalTime value={value} text={exactTime} />
}

function OnOff({ on }: { on: boolean }) {
  return on ? (
    <Badge tone="good" icon={<Check aria-hidden />}>
      On
    </Badge>
  ) : (
    <Badge icon={<Minus aria-hidden />}>Off</Badge>
  )
}
