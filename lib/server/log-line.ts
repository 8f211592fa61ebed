import 'server-only'

/** The longest line of the log in bytes, its line end included. */
export const longestLineBytes = 8_000

// From mild to harsh: how many characters of a text and how many entries of a list or object are kept, and how deep.
const cuts = [
  { characters: 2_000, entries: 40, depth: 6 },
  { characters: 300, entries: 20, depth: 3 },
  { characters: 60, entries: 12, depth: 1 },
] as const

/** A line that pino made, cut down until it is short enough: always one line with one JSON object. */
export function boundedLine(line: string): string {
  const plain = withoutLineEnds(line)
  if (Buffer.byteLength(plain) <= longestLineBytes) return plain
  const entry: unknown = JSON.parse(line)
  for (const cut of cuts) {
    const shorter = withoutLineEnds(`${JSON.stringify(shortened(entry, cut))}\n`)
    if (Buffer.byteLength(shorter) <= longestLineBytes) return shorter
  }
  return `${JSON.stringify({ level: 50, time: new Date().toISOString(), msg: 'a log entry was too large' })}\n`
}

// Some readers end a line at U+2028 and a terminal obeys the C1 controls; JSON itself escapes neither.
function withoutLineEnds(line: string): string {
  return line.replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** The value with long texts, long lists and deep objects cut. */
function shortened(value: unknown, cut: { characters: number; entries: number; depth: number }): unknown {
  if (typeof value === 'string') return shortText(value, cut.characters)
  if (typeof value !== 'object' || value === null) return value
  if (cut.depth === 0) return '…'
  const below = { ...cut, depth: cut.depth - 1 }
  if (Array.isArray(value)) return value.slice(0, cut.entries).map((item) => shortened(item, below))
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, cut.entries)
      .map(([name, content]) => [shortText(name, 60), shortened(content, below)]),
  )
}

function shortText(text: string, characters: number): string {
  return text.length > characters ? `${text.slice(0, characters)}…` : text
}
