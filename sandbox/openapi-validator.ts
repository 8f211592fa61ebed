import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { parse } from 'yaml'
import { isRecord, type Fields } from './store'

/** One request with its answer, as a test saw it. */
export interface SeenExchange {
  readonly method: string
  /** Path with query, as it was sent. */
  readonly target: string
  readonly requestBody: unknown
  readonly status: number
  readonly contentType: string | null
  readonly responseBody: unknown
}

interface Operation {
  readonly id: string
  readonly isNumbers: boolean
  readonly template: RegExp
  readonly method: string
  readonly pointer: string
  readonly description: Fields
  readonly shared: readonly unknown[]
}

const document: unknown = parse(
  readFileSync(fileURLToPath(new URL('./openapi.yaml', import.meta.url)), 'utf8'),
)
if (!isRecord(document) || !isRecord(document.paths)) throw new Error('openapi.yaml has no paths')

const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false, coerceTypes: false })
formats.default(ajv)
ajv.addSchema(document, 'openapi')
// Query values arrive as text, so their schemas are read with coercion.
const queryAjv = new Ajv2020({ strict: false, validateSchema: false, coerceTypes: 'array' })
formats.default(queryAjv)
queryAjv.addSchema(document, 'openapi')

/** Every operation of the written contract. */
export const operations: readonly Operation[] = Object.entries(document.paths).flatMap(readPath)

/** What is wrong with an exchange by the contract; empty when nothing is. */
export function contractViolations(seen: SeenExchange): string[] {
  const operation = findOperation(seen.method, seen.target)
  if (!operation) return [`no operation ${seen.method} ${seen.target}`]
  const refused = seen.status >= 400
  return [
    // A request that the service refuses may well be one that the contract forbids.
    ...(refused ? [] : checkQuery(operation, seen.target)),
    ...(refused ? [] : checkRequest(operation, seen.requestBody)),
    ...checkResponse(operation, seen),
  ].map((problem) => `${operation.id} ${seen.status}: ${problem}`)
}

/** The operation that a request is, by its path. */
export function findOperation(method: string, target: string): Operation | undefined {
  const path = new URL(target, 'http://sandbox').pathname.replaceAll(/%3A/gi, ':')
  const fitting = operations.filter((one) => one.method === method.toLowerCase() && one.template.test(path))
  // Of `/calls/{id}` and `/calls/export`, the path without parameters is meant.
  return fitting.sort((one, other) => one.pointer.split('{').length - other.pointer.split('{').length)[0]
}

function readPath([path, item]: [string, unknown]): Operation[] {
  if (!isRecord(item)) return []
  const escaped = path.replaceAll('~', '~0').replaceAll('/', '~1')
  const source = path
    .split(/(\{[^}]+\})/)
    .map((part) => (part.startsWith('{') ? '[^/:]+' : part.replace(/[.+?^$()|[\]\\]/g, '\\$&')))
    .join('')
  return Object.entries(item).flatMap(([method, description]) => {
    if (!isRecord(description) || typeof description.operationId !== 'string') return []
    const { operationId: id, tags } = description
    const shared = Array.isArray(item.parameters) ? item.parameters : []
    const isNumbers = Array.isArray(tags) && tags.includes('Numbers')
    const template = new RegExp(`^${source}$`)
    return [{ id, isNumbers, template, method, pointer: `/paths/${escaped}/${method}`, description, shared }]
  })
}

function checkQuery(operation: Operation, target: string): string[] {
  const own = Array.isArray(operation.description.parameters) ? operation.description.parameters : []
  const known = [...operation.shared, ...own].map(resolve).filter((one) => one.in === 'query')
  const sent = new URL(target, 'http://sandbox').searchParams
  const problems = [...sent.keys()]
    .filter((name) => !known.some((one) => one.name === name))
    .map((name) => `query ${name} is not in the contract`)
  for (const parameter of known) {
    const name = String(parameter.name)
    const values = sent.getAll(name)
    if (values.length === 0 && parameter.required === true) problems.push(`query ${name} is missing`)
    const commas = parameter.explode === false ? values.flatMap((value) => value.split(',')) : values
    const schema = rooted(parameter.schema)
    if (
      values.length > 0 &&
      !queryAjv.validate(schema, { value: commas.length === 1 ? commas[0] : commas })
    ) {
      problems.push(`query ${name}: ${queryAjv.errorsText()}`)
    }
  }
  return problems
}

function rooted(schema: unknown): Fields {
  const text = JSON.stringify(schema).replaceAll('"#/components', '"openapi#/components')
  const inner: unknown = JSON.parse(text)
  return { type: 'object', properties: { value: inner } }
}

function checkRequest(operation: Operation, body: unknown): string[] {
  const request = operation.description.requestBody
  if (!isRecord(request)) return body === undefined ? [] : ['a body where the contract has none']
  const type = contentKey(
    request,
    operation.id === 'createAccessToken' ? 'application/x-www-form-urlencoded' : 'application/json',
  )
  return type === undefined ? [] : check(`${operation.pointer}/requestBody/content/${type}/schema`, body)
}

function checkResponse(operation: Operation, seen: SeenExchange): string[] {
  const responses = operation.description.responses
  if (!isRecord(responses)) return ['the contract has no responses']
  const key = [String(seen.status), 'default'].find((one) => one in responses)
  if (key === undefined) return ['the contract has no such status']
  const response = resolve(responses[key])
  const content = response.content
  if (!isRecord(content)) return seen.responseBody === undefined ? [] : ['a body where the contract has none']
  const type = (seen.contentType ?? '').split(';')[0] ?? ''
  if (!(type in content)) return [`content type ${type} is not in the contract`]
  if (type !== 'application/json') return []
  const reference = responses[key]
  const pointer =
    isRecord(reference) && typeof reference.$ref === 'string'
      ? reference.$ref.slice(1)
      : `${operation.pointer}/responses/${key}`
  return check(`${pointer}/content/application~1json/schema`, seen.responseBody)
}

const compiled = new Map<string, ValidateFunction>()

function check(pointer: string, value: unknown): string[] {
  const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `openapi#${encodeURI(pointer)}` })
  compiled.set(pointer, validate)
  if (validate(value)) return []
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? 'is wrong'}`)
}

function contentKey(request: Fields, type: string): string | undefined {
  return isRecord(request.content) && type in request.content ? type.replaceAll('/', '~1') : undefined
}

function resolve(value: unknown): Fields {
  if (!isRecord(value)) return {}
  if (typeof value.$ref !== 'string') return value
  let found: unknown = document
  for (const part of value.$ref.slice(2).split('/')) found = isRecord(found) ? found[part] : undefined
  return isRecord(found) ? found : {}
}
