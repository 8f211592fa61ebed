'use client'
import type { ReactNode } from 'react'
import type { SearchChange } from '@/lib/client/url-search'
import { countText, numberText, percentText } from '@/lib/format'
import type { CallShare, CallTotals } from '@/lib/rules/call-history'
import { countryName } from '@/lib/rules/country-name'
import { sipCodeWord } from '@/lib/rules/sip-codes-words'
import { figuresOf, isSearchable, type SharedBy } from './sums-words'
import { restOf } from './totals-math'

/** The trunks and countries with most calls and the commonest failures, each a table with a bar; a press on one sets the filter. */
export function TotalsShares(props: {
  totals: CallTotals
  isOneTrunk: boolean
  onChange: (change: SearchChange) => void
}) {
  const { totals, onChange } = props
  const all = totals.sums.calls
  const failed = totals.inTime.reduce((sum, { results }) => sum + (results.FAILED ?? 0), 0)
  return (
    <div className="grid gap-x-6 gap-y-4 border-t px-4 py-3 xl:grid-cols-3">
      {!props.isOneTrunk && (
        <Shares
          title="Trunks with most calls"
          head="Trunk"
          by="trunkId"
          shares={totals.trunks}
          all={all}
          nameOf={(key) => <bdi>{key === '' ? 'No trunk named' : (totals.trunkNames[key] ?? key)}</bdi>}
          onChoose={(trunkId) => onChange({ trunkId })}
        />
      )}
      <Shares
        title="Countries on the other side"
        head="Country"
        by="country"
        shares={totals.countries}
        all={all}
        nameOf={(key) => (key === '' ? 'Not known' : countryName(key))}
        onChoose={(country) => onChange({ country })}
      />
      <Shares
        title="Why calls failed"
        head="SIP code"
        by="sipCode"
        // A failure that is a charge alone is counted with its call.
        shares={totals.failures.filter(({ calls }) => calls > 0)}
        all={failed}
        isFailure
        nameOf={(key) =>
          key === '' ? (
            'No code yet'
          ) : (
            <>
              <span className="font-mono">{key}</span> {sipCodeWord(Number(key))}
            </>
          )
        }
        onChoose={(sipCode) => onChange({ callResult: 'FAILED', sipCode })}
      />
    </div>
  )
}

function Shares(props: {
  title: string
  head: string
  by: SharedBy
  shares: readonly CallShare[]
  /** What the parts are parts of. */
  all: number
  isFailure?: boolean
  nameOf: (key: string) => ReactNode
  onChoose: (key: string) => void
}) {
  const { shares, isFailure } = props
  const most = Math.max(1, ...shares.map(({ calls }) => calls))
  const rest = restOf(props.all, shares)
  const heads = isFailure ? ['Calls', 'Share'] : ['Calls', 'ASR', 'Minutes', 'Cost']
  return (
    <div className="min-w-0 overflow-x-auto">
      <table className="w-full text-sm">
        <caption className="pb-1 text-left font-medium">{props.title}</caption>
        <thead>
          <tr className="text-xs text-faint">
            <th scope="col" className="py-1 pr-3 text-left font-medium">
              {props.head}
            </th>
            {heads.map((head) => (
              <th key={head} scope="col" className="py-1 pl-3 text-right font-medium whitespace-nowrap">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shares.map((share) => (
            <tr key={share.key} className="border-t">
              <th scope="row" className="w-full max-w-0 min-w-24 py-1 pr-3 text-left font-normal">
                {isSearchable(props.by, share.key) ? (
                  <button
                    type="button"
                    onClick={() => props.onChoose(share.key)}
                    className="block min-h-6 max-w-full truncate rounded-sm text-left hover:underline"
                  >
                    {props.nameOf(share.key)}
                  </button>
                ) : (
                  <span className="block min-h-6 truncate">{props.nameOf(share.key)}</span>
                )}
                <span aria-hidden className="mt-0.5 block h-1 rounded-full bg-line">
                  <span
                    className={`block h-full rounded-full ${isFailure ? 'bg-bad' : 'bg-accent'}`}
                    style={{ width: `${(100 * share.calls) / most}%` }}
                  />
                </span>
              </th>
              {(isFailure
                ? [numberText(share.calls), percentText(share.calls, props.all)]
                : figuresOf(share)
              ).map((figure, index) => (
                <td key={heads[index]} className="py-1 pl-3 text-right align-top whitespace-nowrap">
                  {figure}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {shares.length === 0 && <p className="py-1 text-sm text-muted">None.</p>}
      {rest > 0 && <p className="border-t py-1 text-xs text-faint">{countText(rest, 'call')} of others.</p>}
    </div>
  )
}
