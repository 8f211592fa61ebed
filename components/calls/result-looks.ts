/** How a result looks in a chart: its colour and its pattern, so that it is told from others without the colour. */
export interface ResultLook {
  /** A token of the theme. */
  color: string
  pattern: 'full' | 'dots' | 'rising' | 'falling' | 'lines' | 'hollow'
}

const looks: Readonly<Record<string, ResultLook>> = {
  COMPLETED: { color: 'var(--good)', pattern: 'full' },
  NO_ANSWER: { color: 'var(--faint)', pattern: 'dots' },
  CANCEL: { color: 'var(--muted)', pattern: 'lines' },
  BUSY: { color: 'var(--warn)', pattern: 'rising' },
  FAILED: { color: 'var(--bad)', pattern: 'falling' },
}

/** The look of a result; one that is not published, or none yet, is hollow. */
export function resultLook(result: string): ResultLook {
  return looks[result] ?? { color: 'var(--info)', pattern: 'hollow' }
}

/** The id of the pattern of a result in the page. */
export function patternId(result: string): string {
  return `calls-pattern-${result === '' ? 'none' : result.replace(/[^A-Za-z0-9_-]/g, '-')}`
}
