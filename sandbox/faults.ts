/** What a fault does to a request. Those with `execute` run the request first when it is true. */
export type FaultAction =
  | { readonly kind: 'delay'; readonly ms: number; readonly after?: boolean }
  | { readonly kind: 'hang'; readonly execute?: boolean }
  | { readonly kind: 'resetBefore' }
  | { readonly kind: 'resetAfter' }
  | { readonly kind: 'dropAfter'; readonly closeAfterMs?: number }
  | { readonly kind: 'expiredToken'; readonly execute?: boolean }
  | { readonly kind: 'unauthorized'; readonly execute?: boolean }
  | { readonly kind: 'tooManyRequests'; readonly retryAfter?: string; readonly execute?: boolean }
  | {
      readonly kind: 'status'
      readonly status: number
      readonly retryAfter?: string
      readonly execute?: boolean
    }
  | { readonly kind: 'html'; readonly status?: number; readonly execute?: boolean }
  | { readonly kind: 'malformedJson' }
  | { readonly kind: 'truncated'; readonly keepBytes?: number }
  | { readonly kind: 'drip'; readonly bytes: number; readonly intervalMs: number }
  | {
      readonly kind: 'redirect'
      readonly status: 301 | 302 | 307 | 308
      readonly location: string
      readonly execute?: boolean
    }
  | { readonly kind: 'headers'; readonly headers: Readonly<Record<string, string | readonly string[]>> }
  | {
      readonly kind: 'body'
      readonly body: string
      readonly status?: number
      readonly contentType?: string
      readonly execute?: boolean
    }

/** The names of all faults. */
export const faultKinds: readonly FaultAction['kind'][] = [
  'delay',
  'hang',
  'resetBefore',
  'resetAfter',
  'dropAfter',
  'expiredToken',
  'unauthorized',
  'tooManyRequests',
  'status',
  'html',
  'malformedJson',
  'truncated',
  'drip',
  'redirect',
  'headers',
  'body',
]

/** Which requests a fault meets: by method, by path, and by how many have matched so far. */
export interface FaultRule {
  readonly method?: string
  /** A glob over the whole path (`*` one segment, `**` any number), or a regular expression between slashes. */
  readonly path?: string
  /** Only the nth matching request, counted from 1. */
  readonly nth?: number
  /** At most this many requests, from the first matching one (or from the nth). */
  readonly count?: number
  readonly fault: FaultAction
}

/** A rule in force, and how often it has matched and fired. */
export interface FaultState {
  readonly id: number
  readonly rule: FaultRule
  readonly matched: number
  readonly fired: number
}

interface ArmedFault {
  readonly id: number
  readonly rule: FaultRule
  readonly pattern: RegExp
  matched: number
  fired: number
}

/** The faults a test has arranged, in the order it arranged them. */
export class Faults {
  private armed: ArmedFault[] = []
  private lastId = 0

  add(rules: readonly FaultRule[]): FaultState[] {
    // All patterns are read before any is armed: a bad one must not leave half a script behind.
    const read = rules.map((rule) => ({ rule, pattern: pathPattern(rule.path ?? '**') }))
    const added = read.map((one) => ({ ...one, id: (this.lastId += 1), matched: 0, fired: 0 }))
    this.armed.push(...added)
    return added.map(toState)
  }

  clear(): void {
    this.armed = []
  }

  list(): FaultState[] {
    return this.armed.map(toState)
  }

  /** The actions that this request meets; counts it for every rule it matches. */
  take(method: string, path: string): FaultAction[] {
    const actions: FaultAction[] = []
    for (const fault of this.armed) {
      const { rule } = fault
      if (rule.method && rule.method.toUpperCase() !== method) continue
      if (!fault.pattern.test(path)) continue
      fault.matched += 1
      if (!isDue(fault)) continue
      fault.fired += 1
      actions.push(rule.fault)
    }
    return actions
  }
}

function isDue({ rule, matched, fired }: ArmedFault): boolean {
  if (rule.nth !== undefined && rule.count === undefined) return matched === rule.nth
  if (rule.nth !== undefined && matched < rule.nth) return false
  return rule.count === undefined || fired < rule.count
}

function toState({ id, rule, matched, fired }: ArmedFault): FaultState {
  return { id, rule, matched, fired }
}

/** Reads a path pattern: `/…/` as a regular expression when it also has an escape or an anchor, else a glob. */
export function pathPattern(pattern: string): RegExp {
  const expression = /^\/(\^.*|.*\$)\/$/.exec(pattern)?.[1]
  if (expression !== undefined) return new RegExp(expression)
  const source = pattern
    .split(/(\*\*|\*)/)
    .map((part) => {
      if (part === '**') return '.*'
      return part === '*' ? '[^/]*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    })
    .join('')
  return new RegExp(`^${source}$`)
}
