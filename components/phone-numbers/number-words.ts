import type { NumberKey } from '@/lib/client/phone-numbers'

/** The types that the vendor sells, in words; other words of the vendor are shown as they come. */
export const typeWords: Readonly<Record<string, string>> = {
  LOCAL: 'Local',
  MOBILE: 'Mobile',
  TOLL_FREE: 'Toll-free',
}

/** The states of a number, as a filter names them. */
export const stateWords = {
  assigned: 'Assigned',
  unassigned: 'Unassigned',
  moving: 'Being moved',
  failed: 'Move failed',
} as const satisfies Record<NumberKey['state'], string>

/** Where rented numbers are managed that this console cannot order: the vendor's own dashboard. */
export const vendorNumbersUrl = 'https://dashboard.sinch.com/numbers/overview'
