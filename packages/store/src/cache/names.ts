import type { Session } from '../session.ts'

/** The small numbers standing for ids of rooms and people, remembered once read. */
export type Names = {
  /** The number of an id, or null when nothing was written under it. */
  find(id: string): number | null
  /** The number of an id, minted when it has none. */
  mint(id: string): number
  /** After a rollback, when numbers minted since may be gone; and after a reset. */
  forget(): void
}

export function createNames(session: Session): Names {
  const known = new Map<string, number>()
  const select = session.rows('select key from names where id = ?')
  const insert = session.rows('insert into names (id) values (?) returning key')

  const remember = (id: string, row: unknown): number => {
    const [key] = row as [number]
    known.set(id, key)
    return key
  }
  const find = (id: string): number | null => {
    const key = known.get(id)
    if (key !== undefined) return key
    const row = select().get(id)
    return row ? remember(id, row) : null
  }
  return {
    find,
    mint: (id) => find(id) ?? remember(id, insert().get(id)),
    forget: () => known.clear(),
  }
}
