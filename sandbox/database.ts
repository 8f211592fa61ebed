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
  database.exec(tables)
  return database
}

/** Reads one persistent setting of the sandbox. */
export function readSetting(database: Database.Database, name: string): string | undefined {
  return database.prepare<[string], { value: string }>('select value from settings where name = ?').get(name)
    ?.value
}

/** Writes one persistent setting of the sandbox. */
export function writeSetting(database: Database.Database, name: string, value: string): void {
  database
    .prepare('insert into settings values (?, ?) on conflict (name) do update set value = excluded.value')
    .run(name, value)
}
