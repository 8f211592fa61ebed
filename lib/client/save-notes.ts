import { MutationCache } from '@tanstack/react-query'
import { listText } from '@/lib/format'

/** What became of a save beside its success: the vendor has no conditional writes, so another writer may have come between. */
export interface SaveNotes {
  /** The fields of somebody else that this save has replaced, as the API names them. */
  overwrote: readonly string[]
  /** True when what is stored now is not what was sent. */
  differs: boolean
}

/** Reads the notes out of an answer's headers; undefined when all is as it was sent. */
export function readSaveNotes(headers: Headers): SaveNotes | undefined {
  const overwrote = (headers.get('x-overwrote') ?? '').split(', ').filter(Boolean)
  const differs = headers.get('x-differs-from-sent') === 'true'
  return overwrote.length === 0 && !differs ? undefined : { overwrote, differs }
}

/** The notes as one message for whoever saved. */
export function saveNotice({ overwrote, differs }: SaveNotes): string {
  const sentences: string[] = []
  if (overwrote.length > 0) {
    const fields = listText(overwrote.map(inWords))
    sentences.push(
      `Someone else changed ${fields} while this was being saved; your version replaced theirs. Their values are in the activity log.`,
    )
  }
  if (differs)
    sentences.push('What the vendor stored differs from what was sent: reload the page to see what is there.')
  return sentences.join(' ')
}

/** Shows the notes of every save that has any, wherever it was made: the dialog it came from has closed by then. */
export function noticingMutations(show: (text: string) => void): MutationCache {
  return new MutationCache({
    onSuccess: (saved) => {
      if (isNoted(saved) && saved.notes) show(saveNotice(saved.notes))
    },
  })
}

function isNoted(saved: unknown): saved is { notes?: SaveNotes } {
  return typeof saved === 'object' && saved !== null && 'notes' in saved
}

// `callForwardNumber` reads "call forward number".
function inWords(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/\bip\b/, 'IP')
}
