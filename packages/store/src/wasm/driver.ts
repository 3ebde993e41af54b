import type { Database, PreparedStatement, SqlValue } from '@sqlite.org/sqlite-wasm'
import type { Driver, Statement } from '../driver.ts'

/** sqlite-wasm under the shape of better-sqlite3. Statements are kept by their SQL, so that preparing one again costs nothing. */
export function wasmDriver(db: Database, inTransaction: () => boolean): Driver {
  const prepared = new Map<string, PreparedStatement>()
  return {
    prepare(sql) {
      const known = prepared.get(sql)
      if (known) return statementOf(known)
      const made = db.prepare(sql)
      prepared.set(sql, made)
      return statementOf(made)
    },
    exec: (sql) => void db.exec(sql),
    inTransaction,
    close() {
      for (const statement of prepared.values()) statement.finalize()
      prepared.clear()
      db.close()
    },
  }
}

function statementOf(statement: PreparedStatement): Statement {
  const start = (values: unknown[]) => {
    if (values.length > 0) statement.bind(values as SqlValue[])
  }
  const object = () => statement.get({})
  const array = () => statement.get([])
  const all = (values: unknown[], row: () => unknown) => {
    try {
      start(values)
      const rows: unknown[] = []
      while (statement.step()) rows.push(row())
      return rows
    } finally {
      statement.reset()
    }
  }
  const get = (values: unknown[], row: () => unknown) => {
    try {
      start(values)
      return statement.step() ? row() : undefined
    } finally {
      statement.reset()
    }
  }
  const run = (values: unknown[]) => {
    try {
      start(values)
      statement.step()
    } finally {
      statement.reset()
    }
  }
  const raw: Statement = {
    run: (...values) => run(values),
    all: (...values) => all(values, array),
    get: (...values) => get(values, array),
    raw: () => raw,
  }
  return {
    run: (...values) => run(values),
    all: (...values) => all(values, object),
    get: (...values) => get(values, object),
    raw: () => raw,
  }
}
