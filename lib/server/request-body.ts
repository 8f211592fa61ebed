import 'server-only'
import type { z } from 'zod'
import { ApiError } from '@/lib/errors'

/** The largest body the console reads, in bytes. */
export const bodyLimitBytes = 1024 * 1024

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
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const fields: Record<string, string> = {}
  for (const issue of result.error.issues) fields[issue.path.join('.')] ??= issue.message
  const [first = 'The input is not valid.'] = Object.values(fields)
  throw new ApiError('invalid_request', first, { fields })
}

async function readLimited(request: Request): Promise<string> {
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

function parseJson(body: string): unknown {
  try {
    // A `__proto__` key must stay plain data: JSON.parse makes an own property of it, and the schemas drop it.
    return JSON.parse(body)
  } catch (cause) {
    throw new ApiError('bad_request', 'The body is not valid JSON.', { cause })
  }
}
