/** True when a text has a character that nobody types and no screen shows, such as NUL, which PostgreSQL cannot store. */
export function hasControlCharacters(text: string): boolean {
  return /\p{Cc}/u.test(text)
}
