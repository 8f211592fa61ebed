import 'server-only'
import type { z } from 'zod'
import { ApiError } from '@/lib/errors'
import { plainSentence } from '@/lib/rules/plain-sentence'

/** The largest body the console reads, in bytes. */
export const bodyLimitBytes = 1024 * 1024

// No body of ours is nested deeper than four; what walks over a value afterwards may be recursive.
const deepest = 32

/** Reads and validates a JSON body. Throws `bad_request`, `too_large` or `invalid_request` with one message per field. */
export async function readBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<z.output<Schema>> {
  const contentType = request.headers.get('content-type') ?? ''
  if (!/^application\/json\s*(;|$)/i.test(contentType)) {
    throw new ApiError('forbidden', 'Send the body as JSON, with Content-Type application/json.')
  }
  return validated(schema, parseJson(await readLimited(request)))
}

/** Applies a schema; a failure names each field with its sentence. */
export function validated<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value, { error: plainSentence })
  if (result.success) return result.data
  const fields: Record<string, string> = {}
  for (const issue of result.error.issues) fields[issue.path.join('.')] ??= issue.message
  const [first = 'The input is not valid.'] = Object.values(fields)
  throw new ApiError('invalid_request', first, { fields })
}

/** The text of a body, read up to the limit. Throws `too_large`. */
export async function readLimited(request: Request): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > bodyLimitBytes) throw tooLarge()
  if (!request.body) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  // The length may be absent or a lie, so what arrives is counted as well.
  for await (const chunk of request.body) {
    size += chunk.byteLength
    if (size > bodyLimitBytes) throw tooLarge()
    chunks.push(chunk)
  }
  return new TextDecoder().decode(Buffer.concat(chunks))
}

function tooLarge(): ApiError {
  return new ApiError('too_large', 'The request is larger than 1 MB. Send less at a time.')
}

/** The value of a JSON text. Throws `bad_request` when it is none or is nested too deeply. */
export function parseJson(body: string): unknown {
  if (depthOf(body) > deepest)
    throw new ApiError('bad_request', `The body is nested deeper than ${deepest} levels.`)
  try {
    // A `__proto__` key must stay plain data: JSON.parse makes an own property of it, and the schemas drop it.
    return JSON.parse(body)
  } catch (cause) {
    throw new ApiError('bad_request', 'The body is not valid JSON.', { cause })
  }
}

/** How deep lists and objects lie in each other, counted on the text because walking over the value could exhaust the stack. */
function depthOf(json: string): number {
  let depth = 0
  let most = 0
  let isText = false
  for (let index = 0; index < json.length; index += 1) {
    const character = json[index]
    if (character === '"') isText = !isText
    else if (isText) index += character === '\\' ? 1 : 0
    else if (character === '[' || character === '{') most = Math.max(most, (depth += 1))
    else if (character === ']' || character === '}') depth -= 1
  }
  return most
}
