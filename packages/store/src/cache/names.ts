import type { Session } from '../session.ts'

/** The small numbers standing for ids of rooms and people, remembered once read. */
export type Names = {
  /** The number of an id, or null when nothing was written under it. */
  find(id: string): number | null
  /** The number of an id, minted when it has none. */
  mint(id: string): number
  id(key: number): string
  /** After a rollback, when numbers minted since may be gone; and after a reset. */
  forget(): void
}

export function createNames(session: Session): Names {
  const byId = new Map<string, number>()
  const byKey = new Map<number, string>()
  const select = session.rows('select key from names where id = ?')
  const selectId = session.rows('select id from names where key = ?')
  const insert = session.rows('insert into names (id) values (?) returning key')

  const remember = (id: string, row: unknown): number => {
    const [key] = row as [number]
    byId.set(id, key)
    byKey.set(key, id)
    return key
  }
  const find = (id: string): number | null => {
    const known = byId.get(id)
    if (known !== undefined) return known
    const row = select().get(id)
    return row ? remember(id, row) : null
  }
  return {
    find,
    mint: (id) => find(id) ?? remember(id, insert().get(id)),
    id(key) {
      const known = byKey.get(key)
      if (known !== undefined) return known
      const row = selectId().get(key)
      if (!row) throw new Error(`no name under ${key}`)
      const [id] = row as [string]
      remember(id, [key])
      return id
    },
    forget() {
      byId.clear()
      byKey.clear()
    },
  }
}
