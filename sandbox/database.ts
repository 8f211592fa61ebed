import Database from 'better-sqlite3'

const tables = `
  create table if not exists objects (
    seq integer primary key autoincrement,
    collection text not null,
    id text not null,
    project text not null,
    parent text not null,
    natural text,
    due integer,
    fields text not null
  );
  create unique index if not exists objects_id on objects (collection, id);
  create index if not exists objects_list on objects (collection, project, seq);
  create index if not exists objects_parent on objects (collection, parent, seq);
  create index if not exists objects_parent_id on objects (collection, parent, id);
  create index if not exists objects_natural on objects (collection, natural) where natural is not null;
  create index if not exists objects_due on objects (due) where due is not null;
  create table if not exists links (
    seq integer primary key autoincrement,
    kind text not null,
    trunk text not null,
    target text not null,
    unique (kind, trunk, target)
  );
  create index if not exists links_target on links (kind, target, seq);
  create table if not exists settings (name text primary key, value text not null);
`

/** Opens (and creates) the sandbox's own database; `:memory:` for one that is gone on close. */
export function openDatabase(file: string): Database.Database {
  const database = new Database(file)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = NORMAL')
  database.pragma('busy_timeout = 5000')
  // A search through a million calls reads thousands of scattered rows: without a system call for each it takes half as long.
  database.pragma('mmap_size = 1073741824')
  database.exec(tables)
  return database
}

const statements = new WeakMap<Database.Database, Map<string, Database.Statement>>()

/** The statement of a fixed piece of SQL, compiled once for each database. */
export function prepared<Result>(
  database: Database.Database,
  sql: string,
): Database.Statement<unknown[], Result> {
  const known = statements.get(database) ?? new Map<string, Database.Statement>()
  statements.set(database, known)
  const statement = known.get(sql) ?? database.prepare(sql)
  known.set(sql, statement)
  return statement as Database.Statement<unknown[], Result> // whoever writes the SQL names its columns
}

/** Reads one persistent setting of the sandbox. */
export function readSetting(database: Database.Database, name: string): string | undefined {
  return prepared<{ value: string }>(database, 'select value from settings where name = ?').get(name)?.value
}

/** Writes one persistent setting of the sandbox. */
export function writeSetting(database: Database.Database, name: string, value: string): void {
  const sql = 'insert into settings values (?, ?) on conflict (name) do update set value = excluded.value'
  prepared(database, sql).run(name, value)
}
