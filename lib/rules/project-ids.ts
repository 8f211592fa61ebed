/** How a project id of the vendor looks. */
export const projectIdPattern = /^[A-Za-z0-9_-]{1,64}$/

/** What to do about a text that is no project id. */
export const projectIdProblem =
  'A project id has letters, digits, hyphens and underscores only, 64 at most: one id per line.'

/** How many projects are enabled in one request. */
export const mostProjectIds = 50

/** The ids in a text with one per line, or with commas or spaces between them; each once. */
export function projectIdsIn(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter(Boolean))]
}
