import type { CacheTx } from '@parley/engine'
import type { Session } from '../session.ts'
import { itemOfRow, mentionsText, moreOf, selectItems, type ItemRow } from './item-row.ts'
import type { Names } from './names.ts'

type Items = Pick<
  CacheTx,
  'itemsBack' | 'itemsForward' | 'item' | 'putItems' | 'dropItems' | 'countUnread' | 'latestMessage'
>

/** The hot path of the cache: statements are prepared once and run bare, rows come as arrays. */
export function itemsOf(session: Session, names: Names): Items {
  const back = session.rows(`${selectItems} and i.seq <= ? order by i.seq desc limit ?`)
  const forward = session.rows(`${selectItems} and i.seq > ? order by i.seq limit ?`)
  const byId = session.rows(`${selectItems} and i.id = ?`)
  const latest = session.rows(`${selectItems} and i.text is not null order by i.seq desc limit 1`)
  // Both the place and the id are unique, and the item that comes takes the place of any that has either.
  const put = session.writes(
    `insert or replace into items (room, seq, id, at, author, text, deleted_at, mentions, more)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const count = session.rows(
    `select count(*), coalesce(sum(mentions like '*%' or instr(mentions, ?) > 0), 0) from items
      where room = ? and seq > ? and seq <= ? and author <> ? and text is not null and deleted_at is null`,
  )
  const drop = session.writes('delete from items where room = ? and seq <= ?')
  const all = (rows: unknown[]) => (rows as ItemRow[]).map(itemOfRow)
  const one = (row: unknown) => (row ? itemOfRow(row as ItemRow) : null)

  return {
    itemsBack(room, edge, limit) {
      const key = names.find(room)
      return key === null ? [] : all(back().all(key, edge, limit))
    },
    itemsForward(room, edge, limit) {
      const key = names.find(room)
      return key === null ? [] : all(forward().all(key, edge, limit))
    },
    item(room, id) {
      const key = names.find(room)
      return key === null ? null : one(byId().get(key, id))
    },
    putItems(room, items) {
      if (items.length === 0) return
      const key = names.mint(room)
      const statement = put()
      for (const item of items) {
        const by = names.mint(item.by)
        if (item.kind === 'notice')
          statement.run(key, item.seq, item.id, item.at, by, null, null, null, moreOf(item))
        else
          statement.run(
            key,
            item.seq,
            item.id,
            item.at,
            by,
            item.text,
            item.deletedAt,
            mentionsText(item.mentions),
            moreOf(item),
          )
      }
    },
    dropItems(room, upTo) {
      const key = names.find(room)
      if (key !== null) drop().run(key, upTo)
    },
    countUnread(room, me, after, upTo) {
      const key = names.find(room)
      if (key === null) return { unread: 0, mentions: 0 }
      // Who never wrote here has no number; none has 0.
      const row = count().get(me, key, after, upTo, names.find(me) ?? 0)
      const [unread, mentions] = row as [number, number]
      return { unread, mentions }
    },
    latestMessage(room) {
      const key = names.find(room)
      return key === null ? null : one(latest().get(key))
    },
  }
}
