const titles: Readonly<Record<string, string>> = {
  COMPLETED: 'Completed',
  NO_ANSWER: 'No answer',
  CANCEL: 'Cancelled',
  BUSY: 'Busy',
  FAILED: 'Failed',
  '': 'No result yet',
}

/** The word for a result, e.g. "No answer"; a word of the vendor's that is not published stays as it is. */
export function resultTitle(callResult: string): string {
  return Object.hasOwn(titles, callResult) ? (titles[callResult] ?? callResult) : callResult
}
