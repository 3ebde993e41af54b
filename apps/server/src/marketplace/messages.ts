import {
  itemSchema,
  limits,
  memberOf,
  type MessageItem,
  type RoomId,
  type Seq,
} from '@parley/protocol'
import { z } from 'zod'
import { fitting } from '../sync/requests/answer-bytes.ts'
import { act, Refused, type MarketplaceDeps, type ServiceCall } from './call.ts'
import { botOf, named, personRefSchema } from './named-people.ts'
import { ownerOf, ownRoom } from './rooms.ts'

export const messageAskSchema = z.strictObject({
  text: z.string().min(1).max(limits.messageChars),
  /** The member who says it; left out, the service itself does, as a bot of its name. */
  as: personRefSchema.optional(),
})

/** Posts, and gives the message's id. As a bot it comes into the room first; a direct room stays two people's. */
export async function postMessage(
  deps: MarketplaceDeps,
  call: ServiceCall,
  room: RoomId,
  { text, as }: z.infer<typeof messageAskSchema>,
): Promise<{ id: MessageItem['id'] }> {
  const { service } = call.token
  // In a direct room that two people had already, a service may speak for one of them, and reads nothing.
  const reaches = deps.rooms.made(service, room) || (as && deps.rooms.met(service, room))
  const state = reaches ? deps.read.room(room) : null
  if (!state) throw new Refused('room-unknown')
  const person = as ? await named(deps, as) : await botOf(deps, call)
  if (!memberOf(state, person.id)) {
    if (as) throw new Refused('person-absent')
    const people = [person.id]
    await act(deps, ownerOf(state), call.id('bot'), { kind: 'member.invite', room, people })
  }
  const id = call.id('post')
  await act(deps, person.id, id, { kind: 'message.post', room, text, replyTo: null })
  return { id }
}

export type MessagePage = { messages: MessageItem[]; before: Seq | null }

/** Messages below `before` (null: the latest), oldest first; the answer's `before` leads to the page ahead of it. */
export function readMessages(
  deps: MarketplaceDeps,
  call: ServiceCall,
  room: RoomId,
  asked: { before: Seq | null; limit: number },
): MessagePage {
  ownRoom(deps, call, room)
  const edge = asked.before === null ? Number.MAX_SAFE_INTEGER : asked.before - 1
  const { page } = fitting(asked.limit, (count) => deps.read.items(room, edge, 'back', count))
  const items = page.texts.map((text) => itemSchema.parse(JSON.parse(text)))
  return {
    messages: items.filter((item) => item.kind === 'message'),
    before: page.from > 0 ? page.from + 1 : null,
  }
}
