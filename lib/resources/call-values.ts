/** The results the vendor publishes; other words are shown as they come. */
export const callResults = ['COMPLETED', 'NO_ANSWER', 'CANCEL', 'BUSY', 'FAILED'] as const

/** Call directions, seen from the customer. */
export const callDirections = ['INBOUND', 'OUTBOUND'] as const

/** One of the results the vendor publishes. */
export type CallResult = (typeof callResults)[number]

/** One of the two directions. */
export type CallDirection = (typeof callDirections)[number]
