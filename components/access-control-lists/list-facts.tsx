'use client'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import { LocalTime } from '@/components/ui/local-time'
import { Panel } from '@/components/ui/panel'
import { projectPath } from '@/lib/client/page-path'
import { exactTime } from '@/lib/format'
import { EnabledSwitch } from './enabled-switch'
import type { TaggedList } from './list-row'

/** Whether a list is on and what that means, who uses it, and when it was made. */
export function ListFacts(props: {
  projectId: string
  list: TaggedList
  trunkNames: ReadonlyMap<string, string>
  refusal: string | undefined
}) {
  const { projectId, list, trunkNames, refusal } = props
  return (
    <Panel title="About this list" className="h-fit">
      <dl className="flex flex-col divide-y">
        <Row name="Enabled">
          <EnabledSwitch projectId={projectId} list={list} refusal={refusal} />
          <p className="text-sm text-muted">
            {list.enabled
              ? 'Its ranges may send outbound calls through the trunks below.'
              : 'While it is off, it lets nobody in: the trunks below refuse its ranges unless another list has them.'}
          </p>
        </Row>
        <Row name="Used by">
          {list.trunks.length === 0 ? (
            <p className="text-muted">
              No SIP trunk yet, so it lets nobody in. Link it on the page of a trunk.
            </p>
          ) : (
            <ul className="flex flex-col gap-1">
              {list.trunks.map((id) => (
                <li key={id}>
                  <Link
                    href={projectPath(projectId, 'trunks', id)}
                    className="inline-flex min-h-6 items-center font-medium wrap-anywhere hover:underline"
                  >
                    {trunkNames.get(id) ?? id}
                  </Link>
                </li>
              ))}
            </ul>
          )}
          <p className="text-sm text-muted">A change reaches the SIP edge within about 60 seconds.</p>
        </Row>
        <Row name="Created">
          <Moment value={list.createTime} none="Not said by the vendor" />
        </Row>
        <Row name="Updated">
          <Moment value={list.updateTime} none="Not yet" />
        </Row>
        <Row name="List id">
          <span className="inline-flex max-w-full items-center gap-1">
            <span className="font-mono text-sm break-all">{list.id}</span>
            <CopyButton value={list.id} label="Copy the list id" />
          </span>
        </Row>
      </dl>
    </Panel>
  )
}

// The panel stands at the side and is narrow: names go above their values.
function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-0.5 px-4 py-2.5">
      <dt className="text-muted">{name}</dt>
      <dd className="flex min-w-0 flex-col items-start gap-1">{children}</dd>
    </div>
  )
}

function Moment({ value, none }: { value: string | null; none: string }) {
  if (value === null) return <span className="text-faint">{none}</span>
  return <LocalTime value={value} text={exactTime} />
}
