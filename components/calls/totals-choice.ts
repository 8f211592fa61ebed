import { storedChoice } from '@/lib/client/stored-choice'

interface TotalsChoice {
  isOpen: boolean
  hasCharts: boolean
}

const usual: TotalsChoice = { isOpen: false, hasCharts: true }

/** Whether this browser shows the totals of a search above its calls, and their charts. */
export const useTotalsChoice = storedChoice<TotalsChoice>('calls-totals', readTotalsChoice, usual)

function readTotalsChoice(stored: unknown): TotalsChoice | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined
  const { isOpen, hasCharts } = { ...usual, ...stored }
  return { isOpen: isOpen === true, hasCharts: hasCharts === true }
}
