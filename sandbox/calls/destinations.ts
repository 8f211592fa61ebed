/** Where generated calls go and come from: ISO code, dialling prefix, price of a minute in US dollars, share of the calls. */
export interface Destination {
  readonly country: string
  readonly prefix: string
  readonly perMinute: number
  readonly weight: number
}

/** Countries of the generated calls. The prefixes lead into ranges without subscribers where a country has one. */
export const destinations: readonly Destination[] = [
  { country: 'US', prefix: '1415555', perMinute: 0.004, weight: 40 },
  { country: 'CA', prefix: '1416555', perMinute: 0.0055, weight: 12 },
  { country: 'SE', prefix: '4670174', perMinute: 0.021, weight: 14 },
  { country: 'GB', prefix: '4477009', perMinute: 0.018, weight: 12 },
  { country: 'DE', prefix: '4930230', perMinute: 0.012, weight: 8 },
  { country: 'FR', prefix: '3319900', perMinute: 0.014, weight: 5 },
  { country: 'ES', prefix: '3461255', perMinute: 0.033, weight: 4 },
  { country: 'AU', prefix: '6149157', perMinute: 0.041, weight: 3 },
  { country: 'BR', prefix: '5511955', perMinute: 0.062, weight: 2 },
]

/** How calls end: the vendor's result, the final SIP code, the cause code, and the share in a thousand. */
export const outcomes = [
  { result: 'COMPLETED', sipCode: 200, causeCode: 16, weight: 690 },
  { result: 'NO_ANSWER', sipCode: 480, causeCode: 19, weight: 70 },
  { result: 'NO_ANSWER', sipCode: 408, causeCode: 102, weight: 20 },
  { result: 'CANCEL', sipCode: 487, causeCode: 16, weight: 60 },
  { result: 'BUSY', sipCode: 486, causeCode: 17, weight: 60 },
  { result: 'FAILED', sipCode: 403, causeCode: 21, weight: 30 },
  { result: 'FAILED', sipCode: 404, causeCode: 1, weight: 20 },
  { result: 'FAILED', sipCode: 407, causeCode: 21, weight: 6 },
  { result: 'FAILED', sipCode: 500, causeCode: 41, weight: 8 },
  { result: 'FAILED', sipCode: 503, causeCode: 34, weight: 21 },
  { result: 'FAILED', sipCode: 603, causeCode: 21, weight: 15 },
] as const

/** Calls begun in each hour of a working day, in shares: quiet nights, two peaks. */
export const hourWeights = [
  2, 1, 1, 1, 2, 4, 10, 24, 52, 78, 86, 74, 55, 66, 84, 80, 62, 40, 24, 16, 11, 8, 5, 3,
]

/** Share of a working day's calls that each day of the week has, from Sunday. */
export const dayWeights = [0.25, 1, 1.05, 1, 0.98, 0.9, 0.35]
