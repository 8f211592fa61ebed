import { Age } from '@/components/ui/age'
import type { ListPage } from '@/lib/client/queries'
import { numberText } from '@/lib/format'
import type { Country } from './country'

/** That it is about the whole project, how many countries are enabled, and how far this can be relied upon. */
export function CountriesSentence({ page, at }: { page: ListPage<Country> | undefined; at: number }) {
  const scope =
    'For the whole project: every trunk may call the countries that are enabled here, and no other. '
  if (!page) return <>{scope}Reading the countries…</>
  const age = <Age seconds={page.ageSeconds} at={at} />
  const enabled = page.items.filter((country) => country.enabled).length
  const count = `${numberText(enabled)} of ${numberText(page.total)} enabled`
  if (!page.stale) {
    return (
      <>
        {scope}
        {count}, read {age}.
      </>
    )
  }
  return (
    <>
      {scope}
      <span className="text-warn">
        Last good list from {age}: {page.staleReason ?? 'the vendor could not be read.'}
      </span>{' '}
      {count}.
    </>
  )
}
