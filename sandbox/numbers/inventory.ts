import type { ServiceContext } from '../context'
import type { Fields } from '../store'

/** The types of number the vendor sells. */
export type NumberType = 'MOBILE' | 'LOCAL' | 'TOLL_FREE'

/** A block of consecutive numbers that are reserved for fiction, or not in use, in their country. */
export interface NumberBlock {
  readonly regionCode: string
  readonly type: NumberType
  /** The first number of the block, without the plus sign. */
  readonly first: number
  readonly size: number
  readonly monthly: string
  readonly currencyCode: string
  /** Whether the authorities want documents before it may be used. */
  readonly documents: boolean
  readonly sms: boolean
}

function block(
  regionCode: string,
  type: NumberType,
  first: number,
  size: number,
  price: string,
  flags: { documents?: boolean; sms?: boolean } = {},
): NumberBlock {
  const [monthly = '', currencyCode = ''] = price.split(' ')
  return {
    regionCode,
    type,
    first,
    size,
    monthly,
    currencyCode,
    documents: flags.documents ?? false,
    sms: flags.sms ?? false,
  }
}

/** The names of the regions numbers are sold in. */
export const regionNames: Readonly<Record<string, string>> = {
  US: 'United States',
  CA: 'Canada',
  GB: 'United Kingdom',
  SE: 'Sweden',
  AU: 'Australia',
  FR: 'France',
  DE: 'Germany',
}

/** What the sandbox has to rent out. */
export const numberBlocks: readonly NumberBlock[] = [
  block('US', 'LOCAL', 1_212_555_0150, 40, '1.00 USD', { sms: true }),
  block('US', 'LOCAL', 1_415_555_0150, 40, '1.00 USD', { sms: true }),
  block('US', 'LOCAL', 1_312_555_0150, 40, '1.00 USD', { sms: true }),
  block('US', 'TOLL_FREE', 1_888_555_0150, 40, '2.00 USD', { sms: true }),
  block('CA', 'LOCAL', 1_416_555_0150, 40, '1.00 USD', { sms: true }),
  block('CA', 'LOCAL', 1_604_555_0150, 40, '1.00 USD', { sms: true }),
  block('GB', 'LOCAL', 44_2079_460_500, 40, '1.00 EUR', { documents: true }),
  block('GB', 'MOBILE', 44_7700_900_500, 40, '2.00 EUR', { documents: true, sms: true }),
  block('GB', 'TOLL_FREE', 44_8081_570_500, 40, '4.00 EUR', { documents: true }),
  block('SE', 'LOCAL', 46_8_465_004_50, 40, '1.50 EUR', { documents: true }),
  block('SE', 'MOBILE', 46_701_740_650, 40, '2.50 EUR', { documents: true, sms: true }),
  block('AU', 'LOCAL', 61_2_5550_5000, 40, '3.00 EUR', { documents: true }),
  block('AU', 'MOBILE', 61_491_570_200, 40, '4.00 EUR', { documents: true, sms: true }),
  block('FR', 'LOCAL', 33_1_9900_5000, 40, '1.00 EUR', { documents: true }),
  block('DE', 'LOCAL', 49_30_2312_5500, 40, '1.20 EUR', { documents: true }),
]

/** Puts the numbers of every block on sale, once. */
export function stockInventory(context: ServiceContext): void {
  for (const one of numberBlocks) {
    for (let index = 0; index < one.size; index += 1) {
      const id = `+${one.first + index}`
      context.store.insert({ collection: 'availableNumbers', id, project: '', fields: saleFields(one) })
    }
  }
}

/** What the Numbers API says about a number of this block that is for sale. */
export function saleFields(one: NumberBlock): Fields {
  const money = { currencyCode: one.currencyCode, amount: one.monthly }
  return {
    regionCode: one.regionCode,
    type: one.type,
    capability: one.sms ? ['SMS', 'VOICE'] : ['VOICE'],
    setupPrice: { ...money, amount: '0.00' },
    monthlyPrice: money,
    paymentIntervalMonths: 1,
    supportingDocumentationRequired: one.documents,
  }
}
