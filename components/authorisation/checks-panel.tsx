import { CircleX, Link2, ShieldCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { GatedButton } from '@/components/ui/gated-button'
import { Panel } from '@/components/ui/panel'
import type { LinkedKind } from '@/lib/client/links'
import { countText } from '@/lib/format'
import type { Authorisation, Check } from '@/lib/rules/authorisation'
import { listKinds } from './list-kinds'

const verdicts: Record<Check, ReactNode> = {
  refused: (
    <>
      <b className="font-semibold">Every outbound call of this trunk will be refused.</b> Nothing says who may
      call: no enabled access control list and no credential list is linked, and no static endpoint that is
      switched on gives an address. Link one of the two.
    </>
  ),
  address: (
    <>
      <b className="font-semibold">Outbound calls are let through by their source IP alone.</b> Whoever sends
      from one of these addresses may call; no password is asked for.
    </>
  ),
  digest: (
    <>
      <b className="font-semibold">Outbound calls are let through by user name and password alone,</b> from
      any address. Link an access control list as well to ask for both.
    </>
  ),
  both: (
    <>
      <b className="font-semibold">Both are asked for:</b> the right source IP without a user name and
      password is refused, and so is the right password from another address.
    </>
  ),
}

/** What the vendor asks of an outbound call, in which order, and what comes of it. */
export function ChecksPanel(props: {
  authorisation: Authorisation
  check: Check
  refusal: string | undefined
  onLink: (kind: LinkedKind) => void
}) {
  const { authorisation, check, refusal, onLink } = props
  const { accessControlLists: acls, credentialLists: lists } = authorisation
  const asksAddress = check === 'address' || check === 'both'
  const asksDigest = check === 'digest' || check === 'both'
  const isRefused = check === 'refused'
  const Icon = isRefused ? CircleX : ShieldCheck
  return (
    <Panel title="Who may call out through this trunk">
      <div className={`flex gap-3 px-4 py-3 ${isRefused ? 'bg-bad-soft' : ''}`}>
        <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${isRefused ? 'text-bad' : 'text-good'}`} />
        <div className="min-w-0 flex-1">
          <p>{verdicts[check]}</p>
          {isRefused && (
            <div className="mt-3 flex flex-wrap gap-2">
              <GatedButton
                variant="primary"
                reason={refusal}
                icon={<Link2 aria-hidden className="size-4" />}
                onClick={() => onLink('accessControlLists')}
              >
                {listKinds.accessControlLists.link}
              </GatedButton>
              <GatedButton reason={refusal} onClick={() => onLink('credentialLists')}>
                {listKinds.credentialLists.link}
              </GatedButton>
            </div>
          )}
        </div>
      </div>
      <ol
        aria-label="Checks, in this order"
        className="grid border-t sm:grid-cols-2 sm:divide-x max-sm:divide-y"
      >
        <Step number={1} name="Source IP" isAsked={asksAddress}>
          {addressWords(authorisation, check)}
          {acls.some(({ enabled }) => !enabled) && (
            <> {countText(acls.filter(({ enabled }) => !enabled).length, 'linked list')} switched off.</>
          )}
        </Step>
        <Step number={2} name="User name and password" isAsked={asksDigest}>
          {asksDigest
            ? `The call is answered with 407 and let through once it is signed with a user of ${lists.length === 1 ? 'the linked credential list' : 'a linked credential list'}.`
            : 'No credential list is linked, so none is asked for.'}
        </Step>
      </ol>
    </Panel>
  )
}

function addressWords({ accessControlLists, endpoints }: Authorisation, check: Check): string {
  const isListed = accessControlLists.some(({ enabled }) => enabled)
  const isFixed = endpoints.some(
    ({ isRegistered, enabled, address }) => !isRegistered && enabled && address !== '',
  )
  if (isListed && isFixed)
    return 'It has to lie in a linked, enabled access control list, or be the address of a static endpoint.'
  if (isListed) return 'It has to lie in a linked, enabled access control list.'
  if (isFixed && check === 'address')
    return 'It has to be the address of a static endpoint: no access control list that is enabled is linked.'
  return 'No access control list that is enabled is linked, so none is asked for.'
}

function Step(props: { number: number; name: string; isAsked: boolean; children: ReactNode }) {
  return (
    <li className="flex min-w-0 gap-3 px-4 py-3">
      <span
        aria-hidden
        className="inline-flex size-6 shrink-0 items-center justify-center rounded-full bg-sunken text-sm font-medium text-muted"
      >
        {props.number}
      </span>
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {props.name}
          {props.isAsked ? <Badge tone="good">Enforced</Badge> : <Badge>Not asked for</Badge>}
        </p>
        <p className="text-sm text-muted">{props.children}</p>
      </div>
    </li>
  )
}
