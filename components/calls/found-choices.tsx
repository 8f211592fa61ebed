'use client'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { errorText } from '@/components/ui/error-notice'
import { SearchInput } from '@/components/ui/search-input'
import { itemQuery, listQuery } from '@/lib/client/queries'
import { numberText } from '@/lib/format'
import { trunkPlace } from '@/lib/resources/places'
import type { trunks } from '@/lib/resources/trunks'
import { allCountries } from '@/lib/rules/countries'
import { namedSipCodes, sipCodeWord } from '@/lib/rules/sip-codes-words'
import { Choices } from './choices'

const offered = 8

interface Option {
  value: string
  label: ReactNode
}

/** Values out of many, found by search; those that are chosen stand first. */
function FoundChoices(props: {
  what: string
  options: readonly Option[]
  chosen: readonly string[]
  more: number
  note?: ReactNode
  onSearch: (text: string) => void
  onChoose: (value: string) => void
}) {
  return (
    <div ref={focusField} className="flex flex-col gap-2">
      <SearchInput
        label={`Search ${props.what}`}
        defaultValue=""
        onSearch={props.onSearch}
        className="sm:w-full"
      />
      {props.note}
      <Choices
        label={props.what.charAt(0).toUpperCase() + props.what.slice(1)}
        options={props.options}
        chosen={props.chosen}
        onChoose={props.onChoose}
      />
      {props.more > 0 && (
        <p className="text-xs text-faint">{numberText(props.more)} more: search to find them.</p>
      )}
    </div>
  )
}

// The panel may come later than the popover that it is in.
function focusField(panel: HTMLElement | null) {
  panel?.querySelector('input')?.focus()
}

/** What of a list is offered: what was chosen before the panel was opened, then what was found. */
function useOffer(
  chosen: readonly string[],
  found: readonly Option[],
  nameOf: (value: string) => ReactNode,
  text: string,
) {
  // It stays in its place when it is taken back, so that the next press does not meet another one.
  const [first] = useState(chosen)
  const kept = text === '' ? first.map((value) => ({ value, label: nameOf(value) })) : []
  const others = found.filter(({ value }) => text !== '' || !first.includes(value))
  return [...kept, ...others.slice(0, Math.max(offered - kept.length, 3))]
}

/** The trunks of the project. */
export function TrunkChoices(props: {
  projectId: string
  chosen: readonly string[]
  onChoose: (trunkId: string) => void
}) {
  const [q, setQ] = useState('')
  const found = useQuery(listQuery<typeof trunks>(trunkPlace, props.projectId, {}, { q, pageSize: offered }))
  const options = (found.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const offer = useOffer(props.chosen, options, (id) => <TrunkName projectId={props.projectId} id={id} />, q)
  return (
    <FoundChoices
      what="trunks"
      options={offer}
      chosen={props.chosen}
      more={(found.data?.total ?? 0) - offer.length}
      note={
        <>
          {found.error && <p className="text-sm text-bad">{errorText(found.error).message}</p>}
          {found.data?.total === 0 && <p className="text-sm text-muted">No trunk matches.</p>}
        </>
      }
      onSearch={setQ}
      onChoose={props.onChoose}
    />
  )
}

function TrunkName({ projectId, id }: { projectId: string; id: string }) {
  const { data } = useQuery(itemQuery<typeof trunks>(trunkPlace, projectId, {}, id))
  return <bdi>{data?.name ?? id}</bdi>
}

/** The country on the other side of the call. */
export function CountryChoices(props: { chosen: readonly string[]; onChoose: (code: string) => void }) {
  const [text, setText] = useState('')
  const wanted = text.toLowerCase()
  const found = allCountries().filter(
    ({ code, name }) => name.toLowerCase().includes(wanted) || code.toLowerCase() === wanted,
  )
  const nameOf = (code: string) => allCountries().find((country) => country.code === code)?.name ?? code
  const options = found.map(({ code, name }) => ({ value: code, label: name }))
  const offer = useOffer(props.chosen, options, nameOf, text)
  return (
    <FoundChoices
      what="countries"
      options={offer}
      chosen={props.chosen}
      more={found.length - offer.length}
      note={
        <p className="text-xs text-faint">
          {found.length === 0
            ? 'No country matches.'
            : 'The country called, or for inbound calls the one calling.'}
        </p>
      }
      onSearch={setText}
      onChoose={props.onChoose}
    />
  )
}

// What is looked for when calls fail, before the rest.
const likely = [403, 404, 408, 480, 486, 487, 503, 603]
const codes = [...likely, ...namedSipCodes.filter((code) => !likely.includes(code))]

/** Final SIP answers, with their words; any other code can be written. */
export function SipCodeChoices(props: { chosen: readonly number[]; onChoose: (code: number) => void }) {
  const [text, setText] = useState('')
  const wanted = text.toLowerCase()
  const written = /^[1-6]\d\d$/.test(wanted) ? [Number(wanted)] : []
  const found = [...new Set([...written, ...codes])].filter(
    (code) => String(code).startsWith(wanted) || sipCodeWord(code).toLowerCase().includes(wanted),
  )
  const labelOf = (code: number) => (
    <>
      <span className="font-mono text-sm">{code}</span> {sipCodeWord(code)}
    </>
  )
  const chosen = props.chosen.map(String)
  const options = found.map((code) => ({ value: String(code), label: labelOf(code) }))
  const offer = useOffer(chosen, options, (value) => labelOf(Number(value)), text)
  return (
    <FoundChoices
      what="SIP codes"
      options={offer}
      chosen={chosen}
      more={found.length - offer.length}
      note={
        found.length === 0 && <p className="text-xs text-faint">No code matches. Write all three digits.</p>
      }
      onSearch={setText}
      onChoose={(value) => props.onChoose(Number(value))}
    />
  )
}
