import type { SandboxClock } from './context'
import type { Collection, LinkKind, Store, StoredObject, StoreWitness } from './store'

// What the vendor asks its customers to wait for; numbers have a delay of their own in the Numbers API.
const carried: readonly Collection[] = [
  'trunks',
  'endpoints',
  'accessControlLists',
  'ipRanges',
  'credentialLists',
  'credentials',
]

/** What changed: an object of a collection, or a link of a trunk. */
export type Subject =
  | { readonly collection: Collection; readonly id: string; readonly parent: string }
  | { readonly link: LinkKind; readonly trunk: string; readonly target: string }

interface Noted {
  readonly at: number
  readonly subject: Subject
  /** The object as it was, or whether the link was there. */
  readonly before: StoredObject | boolean | undefined
}

/** A change that the edge does not know yet. */
export interface PendingChange {
  readonly subject: Subject
  readonly changedAt: number
  readonly effectiveAt: number
}

/**
 * How far the SIP edge is behind the service. The vendor's reads show a change at once, its edge takes about a minute: this keeps what
 * was there before each change, so that the state the edge works by can be told. Forgotten on restart, when the edge has caught up.
 */
export class Propagation implements StoreWitness {
  private delay = 0
  private notes: Noted[] = []

  constructor(private readonly clock: SandboxClock) {}

  /** How long a change takes to reach the edge, in milliseconds; none at first. */
  get delayMs(): number {
    return this.delay
  }

  /** Sets the delay, also for what is on its way; 0 lets everything arrive at once. */
  set delayMs(delayMs: number) {
    this.delay = delayMs
    if (delayMs === 0) this.notes = []
  }

  get isWatching(): boolean {
    return this.delay > 0
  }

  changes(collection: Collection, id: string, parent: string, before: StoredObject | undefined): void {
    if (carried.includes(collection)) this.note({ collection, id, parent }, before)
  }

  relinks(link: LinkKind, trunk: string, target: string, before: boolean): void {
    this.note({ link, trunk, target }, before)
  }

  forget(): void {
    this.notes = []
  }

  /** What the edge does not know yet, oldest first. */
  pending(): PendingChange[] {
    return this.late().map(({ at, subject }) => ({ subject, changedAt: at, effectiveAt: at + this.delay }))
  }

  /** The objects and links as the edge knows them. */
  edge(store: Store): Edge {
    return new Edge(store, this.late())
  }

  private note(subject: Subject, before: Noted['before']): void {
    // What has arrived is dropped now and then, not at each of thousands of changes.
    const [oldest] = this.notes
    if (oldest && oldest.at <= this.clock.now() - this.delay) this.notes = this.late()
    this.notes.push({ at: this.clock.now(), subject, before })
  }

  private late(): Noted[] {
    const known = this.clock.now() - this.delay
    return this.notes.filter(({ at }) => at > known)
  }
}

/** The state of the service as it was one delay ago. */
export class Edge {
  private readonly objects = new Map<string, StoredObject | undefined>()
  private readonly links = new Map<
    string,
    { link: LinkKind; trunk: string; target: string; there: boolean }
  >()

  constructor(
    private readonly store: Store,
    late: readonly Noted[],
  ) {
    // Of several changes to one thing the state before the first of them is what the edge knows.
    for (const { subject, before } of [...late].reverse()) {
      if ('link' in subject) {
        const { link, trunk, target } = subject
        this.links.set(`${link} ${trunk} ${target}`, { link, trunk, target, there: before === true })
      } else {
        const object = typeof before === 'object' ? before : undefined
        this.objects.set(`${subject.collection} ${subject.id}`, object)
      }
    }
  }

  get(collection: Collection, id: string): StoredObject | undefined {
    const key = `${collection} ${id}`
    return this.objects.has(key) ? this.objects.get(key) : this.store.get(collection, id)
  }

  children(collection: Collection, project: string, parent: string): StoredObject[] {
    const stored = this.store.list(collection, { project, parent })
    const untouched = stored.filter(({ id }) => !this.objects.has(`${collection} ${id}`))
    const earlier = [...this.objects.values()].flatMap((object) =>
      object?.collection === collection && object.parent === parent ? [object] : [],
    )
    return [...untouched, ...earlier].sort((one, other) => one.seq - other.seq)
  }

  linked(link: LinkKind, trunk: string): string[] {
    const changed = [...this.links.values()].filter((one) => one.link === link && one.trunk === trunk)
    const untouched = this.store
      .linkedTargets(link, trunk)
      .filter((target) => !changed.some((one) => one.target === target))
    return [...untouched, ...changed.filter(({ there }) => there).map(({ target }) => target)]
  }
}
