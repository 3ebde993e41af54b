import type { Item, RoomId } from '@parley/protocol'
import type { SyncClient } from '../client.ts'
import type { Handler, SyncDeps } from './deps.ts'
import { fitting } from './answer-bytes.ts'
import { itemPageText } from './item-page.ts'

export const historyPull: Handler<'history.pull'> = (deps, client, { t: _, rid, ...asked }) => {
  if (!admits(deps, client, asked.room, rid)) return
  const limit = Math.min(asked.limit, deps.sizes.itemsPerPage)
  const page = itemPageText(deps.read, client.person, { ...asked, limit })
  client.tellText(
    `{"t":"history.page","rid":${rid},"room":${JSON.stringify(asked.room)},"page":${page.text}}`,
  )
}

export const changesPull: Handler<'changes.pull'> = (deps, client, frame) => {
  const { rid, room, after, from } = frame
  if (!admits(deps, client, room, rid)) return
  const { page } = fitting(deps.sizes.itemsPerPage, (count) =>
    deps.read.changedItems(room, after, from, count),
  )
  const { texts, next } = page
  client.tellText(
    `{"t":"changes.page","rid":${rid},"room":${JSON.stringify(room)},"items":[${texts.join(',')}],"next":${next}}`,
  )
}

export const itemsPull: Handler<'items.pull'> = (deps, client, { rid, room, ids }) => {
  if (!admits(deps, client, room, rid)) return
  const { page, count } = fitting(ids.length, (first) =>
    deps.read.itemsById(room, ids.slice(0, first)),
  )
  const { asOf, texts } = page
  const next = count < ids.length ? count : null
  client.tellText(
    `{"t":"items.page","rid":${rid},"room":${JSON.stringify(room)},"asOf":${asOf},"items":[${texts.join(',')}],"next":${next}}`,
  )
}

/** A deleted message has no versions any more, and a notice never had (SPEC T1, T2). */
export const editsPull: Handler<'edits.pull'> = (deps, client, frame) => {
  const { rid, room, message, before, limit } = frame
  if (!admits(deps, client, room, rid)) return
  const [text] = deps.read.itemsById(room, [message]).texts
  // Our own JSON, written by the store: its shape is known.
  const item = text === undefined ? null : (JSON.parse(text) as Item)
  if (item?.kind !== 'message') return client.refuse(rid, 'message-unknown')
  if (item.deletedAt !== null) return client.refuse(rid, 'message-deleted')
  const { page } = fitting(limit, (count) =>
    deps.read.versions(room, message, before ?? Number.MAX_SAFE_INTEGER, count),
  )
  client.tellText(
    `{"t":"edits.page","rid":${rid},"room":${JSON.stringify(room)},"message":"${message}","versions":[${page.texts.join(',')}],"next":${page.next}}`,
  )
}

/** Membership at the moment of delivery; a room one is not in answers like one that does not exist (SPEC X1, X3). */
function admits({ read }: SyncDeps, client: SyncClient, room: RoomId, rid: number): boolean {
  if (read.isMember(room, client.person)) return true
  client.refuse(rid, 'room-unknown')
  return false
}
