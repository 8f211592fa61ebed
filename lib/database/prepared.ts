import { CompiledQuery, type Compilable, type Kysely } from 'kysely'
import type { Schema } from './schema'

/**
 * A query that is built once and then run with other values: building it anew costs more than running it, and the session and the project
 * are looked up on every request. `build` gets a value to compare with; every run puts its own in that place.
 */
export function prepared<Row>(build: (db: Kysely<Schema>, value: string) => Compilable<Row>) {
  const known = new WeakMap<Kysely<Schema>, CompiledQuery<Row>>()
  return async (db: Kysely<Schema>, value: string): Promise<Row | undefined> => {
    const compiled = known.get(db) ?? build(db, '').compile()
    known.set(db, compiled)
    const { rows } = await db.executeQuery<Row>({ ...compiled, parameters: [value] })
    return rows[0]
  }
}
