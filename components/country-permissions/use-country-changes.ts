import { useQueryClient } from '@tanstack/react-query'
import pLimit from 'p-limit'
import { useRef, useState } from 'react'
import { errorText } from '@/components/ui/error-notice'
import { changeCountry, type Change } from './change-country'
import type { Country } from './country'

/** How far the change of one country is. */
export type Progress = { state: 'waiting' | 'doing' } | { state: Change } | { state: 'failed'; why: string }

const atOnce = 4

/**
 * Changes countries one by one, four at a time at most, and remembers what became of each. It sends nothing but the countries it is given:
 * the vendor's way to write all at once would block every country that is left out.
 */
export function useCountryChanges(projectId: string, enabled: boolean) {
  const client = useQueryClient()
  const [progress, setProgress] = useState<ReadonlyMap<string, Progress>>(new Map())
  const [running, setRunning] = useState(false)
  const stopped = useRef(false)
  const note = (isoCode: string, state: Progress) =>
    setProgress((before) => new Map(before).set(isoCode, state))

  const run = async (countries: readonly Country[]) => {
    const limit = pLimit(atOnce)
    stopped.current = false
    setRunning(true)
    const afresh = (isoCode: string) => progress.get(isoCode)?.state === 'failed'
    setProgress((before) => {
      const next = new Map(before)
      for (const { isoCode } of countries) next.set(isoCode, { state: 'waiting' })
      return next
    })
    const change = async (country: Country) => {
      if (stopped.current) return
      note(country.isoCode, { state: 'doing' })
      try {
        const state = await changeCountry(projectId, country, enabled, afresh(country.isoCode))
        note(country.isoCode, { state })
      } catch (error) {
        note(country.isoCode, { state: 'failed', why: errorText(error).message })
      }
    }
    await Promise.all(countries.map((country) => limit(() => change(country))))
    await client.invalidateQueries({ queryKey: ['projects', projectId, 'countryPermissions'] })
    await client.invalidateQueries({ queryKey: ['projects', projectId, 'overview'] })
    setRunning(false)
  }
  /** What is under way is finished; nothing more is begun. */
  const stop = () => {
    stopped.current = true
  }
  return { progress, running, run, stop }
}
