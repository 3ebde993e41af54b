/**
 * The database's shapes in order: number n takes it from version n - 1 to n. What was released is never edited; a change is
 * one more at the end. `schema.ts` describes the last one, and a test compares the two.
 */
export const migrations: readonly (readonly string[])[] = [
  [
    `CREATE TABLE meta (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID`,
    `CREATE TABLE people (
      id TEXT PRIMARY KEY NOT NULL,
      handle TEXT NOT NULL UNIQUE,
      email TEXT UNIQUE,
      name TEXT NOT NULL,
      kind TEXT NOT NULL,
      time_zone TEXT
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE rooms (
      key INTEGER PRIMARY KEY NOT NULL,
      id TEXT NOT NULL UNIQUE,
      head INTEGER NOT NULL,
      head_id TEXT NOT NULL,
      last_at INTEGER NOT NULL,
      messages INTEGER NOT NULL,
      state TEXT NOT NULL
    ) STRICT`,
    `CREATE TABLE members (
      room INTEGER NOT NULL REFERENCES rooms (key),
      person TEXT NOT NULL,
      place INTEGER NOT NULL,
      role TEXT NOT NULL,
      epoch INTEGER NOT NULL,
      left_seq INTEGER,
      profile TEXT NOT NULL,
      PRIMARY KEY (room, person)
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX members_by_person ON members (person, room) WHERE left_seq IS NULL`,
    `CREATE TABLE entries (
      room INTEGER NOT NULL,
      seq INTEGER NOT NULL,
      id TEXT NOT NULL,
      at INTEGER NOT NULL,
      by TEXT NOT NULL,
      kind TEXT NOT NULL,
      target TEXT,
      messages INTEGER NOT NULL,
      changed_seq INTEGER,
      deleted INTEGER NOT NULL DEFAULT 0,
      mentions TEXT,
      digest TEXT NOT NULL,
      body TEXT NOT NULL,
      item TEXT,
      PRIMARY KEY (room, seq)
    ) STRICT, WITHOUT ROWID`,
    `CREATE UNIQUE INDEX entries_by_id ON entries (id)`,
    `CREATE INDEX entries_by_author ON entries (room, by, seq) WHERE kind = 'message.posted'`,
    `CREATE INDEX entries_by_change ON entries (room, changed_seq) WHERE changed_seq IS NOT NULL`,
    `CREATE INDEX entries_with_mentions ON entries (room, seq) WHERE mentions IS NOT NULL`,
    `CREATE INDEX entries_deleted ON entries (room, seq) WHERE deleted = 1`,
    `CREATE INDEX entries_of_edits ON entries (target) WHERE kind = 'message.edited'`,
    `CREATE TABLE personal (
      person TEXT NOT NULL,
      key TEXT NOT NULL,
      seq INTEGER NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (person, key)
    ) STRICT, WITHOUT ROWID`,
    `CREATE UNIQUE INDEX personal_by_seq ON personal (person, seq)`,
    `CREATE TABLE personal_heads (person TEXT PRIMARY KEY NOT NULL, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
    `CREATE TABLE receipts (
      id TEXT NOT NULL,
      person TEXT NOT NULL,
      digest TEXT NOT NULL,
      seq INTEGER NOT NULL,
      code TEXT,
      at INTEGER NOT NULL,
      PRIMARY KEY (id, person)
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX receipts_refused ON receipts (at) WHERE code IS NOT NULL`,
  ],
  // Rooms hold up messages.
  [`UPDATE rooms SET state = json_set(state, '$.pins', json('[]'))`],
  [
    `CREATE TABLE due (
      id TEXT PRIMARY KEY NOT NULL,
      kind TEXT NOT NULL,
      due_at INTEGER NOT NULL,
      payload TEXT NOT NULL,
      attempts INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX due_by_time ON due (due_at, id)`,
  ],
  [
    `ALTER TABLE people ADD COLUMN photo TEXT`,
    `ALTER TABLE people ADD COLUMN status TEXT`,
    `CREATE TABLE files (
      id TEXT PRIMARY KEY NOT NULL,
      hash TEXT NOT NULL,
      small TEXT,
      owner TEXT NOT NULL,
      room TEXT,
      name TEXT NOT NULL,
      type TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX files_by_hash ON files (hash)`,
    `CREATE INDEX files_by_small ON files (small) WHERE small IS NOT NULL`,
    `CREATE INDEX files_in_no_room ON files (created_at) WHERE room IS NULL`,
  ],
]
