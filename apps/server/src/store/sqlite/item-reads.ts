import type { CommandId, HoleCount, MessageId, PersonId, Seq } from '@parley/protocol'
import type { ItemTexts } from '../port.ts'
import { entryText, freshItemText } from '../texts.ts'
import type { OpenDatabase } from './database.ts'

type EntryRow = [seq: Seq, id: string, at: number, by: string, body: string]
type ItemRow = [...EntryRow, item: string | null]

/**
 * Reads of a room's log, by the room's key. The hot path of catch-up: rows come as plain arrays by range of the primary
 * key, and texts are put together without parsing.
 */
export function itemReads({ sqlite }: OpenDatabase) {
  const columns = `seq, id, at, by, body`
  const isItem = `room = @key AND target IS NULL`
  const idAt = sqlite
    .prepare<[number, Seq], CommandId>(`SELECT id FROM entries WHERE room = ? AND seq = ?`)
    .pluck()
  const entriesAfter = sqlite
    .prepare<[number, Seq, Seq], EntryRow>(
      `SELECT ${columns} FROM entries WHERE room = ? AND seq > ? AND seq <= ? ORDER BY seq`,
    )
    .raw()
  const itemsBack = sqlite
    .prepare<{ key: number; edge: Seq; limit: number }, ItemRow>(
      `SELECT ${columns}, item FROM entries WHERE ${isItem} AND seq <= @edge ORDER BY seq DESC LIMIT @limit`,
    )
    .raw()
  const itemsForward = sqlite
    .prepare<{ key: number; edge: Seq; limit: number }, ItemRow>(
      `SELECT ${columns}, item FROM entries WHERE ${isItem} AND seq > @edge ORDER BY seq LIMIT @limit`,
    )
    .raw()
  const changedItems = sqlite
    .prepare<{ key: number; after: Seq; since: Seq; limit: number }, [string, Seq]>(
      `SELECT item, changed_seq FROM entries INDEXED BY entries_by_change
       WHERE room = @key AND changed_seq > @since AND seq <= @after
       ORDER BY changed_seq LIMIT @limit`,
    )
    .raw()
  const itemOfId = sqlite
    .prepare<{ key: number; id: string }, ItemRow>(
      `SELECT ${columns}, item FROM entries WHERE id = @id AND ${isItem}`,
    )
    .raw()
  const postAndEdits = sqlite
    .prepare<{ key: number; message: MessageId; before: Seq; limit: number }, [Seq, string]>(
      `SELECT seq, json_object('seq', seq, 'at', at, 'text', body ->> '$.text') FROM (
         SELECT seq, at, body FROM entries INDEXED BY entries_of_edits
           WHERE kind = 'message.edited' AND target = @message AND room = @key AND seq < @before
         UNION ALL
         SELECT seq, at, body FROM entries
           WHERE id = @message AND room = @key AND kind = 'message.posted' AND seq < @before
       ) ORDER BY seq DESC LIMIT @limit`,
    )
    .raw()
  const lastOwn = sqlite
    .prepare<[number, PersonId, Seq], Seq | null>(
      `SELECT max(seq) FROM entries INDEXED BY entries_by_author WHERE room = ? AND by = ? AND seq <= ? AND kind = 'message.posted'`,
    )
    .pluck()
  const postsUpTo = sqlite
    .prepare<[number, Seq], number>(`SELECT messages FROM entries WHERE room = ? AND seq = ?`)
    .pluck()
  const range = `room = @key AND seq > @after AND seq <= @upTo`
  const ownPosts = countOf(
    'entries_by_author',
    `${range} AND by = @person AND kind = 'message.posted'`,
  )
  const deletedPosts = countOf('entries_deleted', `${range} AND by <> @person AND deleted = 1`)
  const mentions = countOf(
    'entries_with_mentions',
    `${range} AND by <> @person AND mentions IS NOT NULL AND (mentions LIKE '*%' OR instr(mentions, @person) > 0)`,
  )

  /** The index is named: without statistics SQLite would walk the range of the whole rows instead. */
  function countOf(index: string, condition: string) {
    return sqlite
      .prepare<{ key: number; person: PersonId; after: Seq; upTo: Seq }, number>(
        `SELECT count(*) FROM entries INDEXED BY ${index} WHERE ${condition}`,
      )
      .pluck()
  }

  return {
    entryIdAt: (key: number, seq: Seq) => idAt.get(key, seq) ?? null,

    entryTexts: (key: number, after: Seq, limit: number): string[] =>
      entriesAfter
        .all(key, after, after + limit)
        .map(([seq, id, at, by, body]) => entryText({ seq, id, at, by }, body)),

    page(asked: {
      key: number
      head: Seq
      edge: Seq
      direction: 'back' | 'forward'
      limit: number
    }): ItemTexts {
      const { head, limit, direction } = asked
      const edge = Math.min(asked.edge, head)
      const query = { key: asked.key, edge, limit }
      if (direction === 'back') {
        const rows = itemsBack.all(query).toReversed()
        const from = rows.length < limit ? 0 : (rows[0]?.[0] ?? 1) - 1
        return { from, to: edge, asOf: head, texts: rows.map(textOf) }
      }
      const rows = itemsForward.all(query)
      const to = rows.length < limit ? head : (rows.at(-1)?.[0] ?? head)
      return { from: edge, to, asOf: head, texts: rows.map(textOf) }
    },

    changed(asked: { key: number; after: Seq; from: Seq; limit: number }) {
      const { key, after, from, limit } = asked
      // At or below `after` everything that changed up to it is known: the index holds what changed later.
      const since = Math.max(after, from)
      const rows = changedItems.all({ key, after, since, limit: limit + 1 })
      const page = rows.slice(0, limit)
      const next = rows.length > limit ? (page.at(-1)?.[1] ?? null) : null
      return { texts: page.map(([item]) => item), next }
    },

    byId: (key: number, ids: readonly CommandId[]): string[] =>
      ids.flatMap((id) => {
        const row = itemOfId.get({ key, id })
        return row ? [textOf(row)] : []
      }),

    versions(asked: { key: number; message: MessageId; before: Seq; limit: number }) {
      const rows = postAndEdits.all({ ...asked, limit: asked.limit + 1 })
      const page = rows.slice(0, asked.limit)
      const next = rows.length > asked.limit ? (page.at(-1)?.[0] ?? null) : null
      return { texts: page.map(([, text]) => text), next }
    },

    ownLastPost: (key: number, person: PersonId, below: Seq): Seq =>
      lastOwn.get(key, person, below) ?? 0,

    /** Messages in (after, upTo] that are not the person's and not deleted: all of them less those that are (SPEC U1). */
    unread(asked: { key: number; person: PersonId; after: Seq; upTo: Seq }): HoleCount {
      const { key, after, upTo } = asked
      if (after >= upTo) return { unread: 0, mentions: 0 }
      const posts = (postsUpTo.get(key, upTo) ?? 0) - (postsUpTo.get(key, after) ?? 0)
      const others = posts - (ownPosts.get(asked) ?? 0)
      return {
        unread: others - (deletedPosts.get(asked) ?? 0),
        mentions: mentions.get(asked) ?? 0,
      }
    },
  }
}

function textOf([seq, id, at, by, body, item]: ItemRow): string {
  return item ?? freshItemText({ seq, id, at, by }, body)
}
