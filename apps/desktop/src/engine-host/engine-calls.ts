import type { EngineApi, Query } from '@parley/engine'
import {
  commandIdSchema,
  commandSchema,
  entryIdSchema,
  limits,
  personIdSchema,
  roomIdSchema,
} from '@parley/protocol'
import { z } from 'zod'

const subscription = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const nothing = z.strictObject({})
const seq = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)

const ofRoom = z.strictObject({ room: roomIdSchema })
/** A case of T without a row does not compile. */
const ofAll =
  <T>() =>
  <S extends z.ZodType<T>>(schema: [T] extends [z.output<S>] ? S : never): S =>
    schema

const queries = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('status'), args: nothing }),
  z.strictObject({ name: z.literal('rooms'), args: nothing }),
  z.strictObject({ name: z.literal('room'), args: ofRoom }),
  z.strictObject({
    name: z.literal('timeline'),
    args: z.strictObject({
      room: roomIdSchema,
      end: seq.nullable(),
      limit: z.number().int().min(1).max(10_000),
    }),
  }),
  z.strictObject({ name: z.literal('pins'), args: ofRoom }),
  z.strictObject({ name: z.literal('unread-reasons'), args: ofRoom }),
  z.strictObject({ name: z.literal('people'), args: nothing }),
  z.strictObject({ name: z.literal('presence'), args: nothing }),
  z.strictObject({ name: z.literal('typing'), args: ofRoom }),
  z.strictObject({ name: z.literal('draft'), args: ofRoom }),
  z.strictObject({ name: z.literal('failed'), args: nothing }),
  z.strictObject({ name: z.literal('blocked'), args: nothing }),
  z.strictObject({
    name: z.literal('blocking'),
    args: z.strictObject({ person: personIdSchema }),
  }),
  z.strictObject({
    name: z.literal('find'),
    args: z.strictObject({ text: z.string().max(1_000), limit: z.number().int().min(1).max(200) }),
  }),
  z.strictObject({ name: z.literal('saved'), args: nothing }),
  z.strictObject({ name: z.literal('schedules'), args: nothing }),
  z.strictObject({ name: z.literal('settings'), args: nothing }),
])
const query = ofAll<Query>()<typeof queries>(queries)

/** A draft may be longer than what can be sent: the composer says so, and nothing typed is lost. */
const draftChars = 4 * limits.messageChars
const draft = z.strictObject({
  text: z.string().max(draftChars),
  replyTo: entryIdSchema.nullable(),
})
const queue = z.enum(['keep', 'discard'])

/** What each call of the page takes, as the array of its arguments. */
const engineCalls = {
  subscribe: z.tuple([subscription, query]),
  unsubscribe: z.tuple([subscription]),
  enqueue: z.tuple([
    z
      .array(z.strictObject({ command: commandSchema, after: z.array(commandIdSchema).max(100) }))
      .max(1_000),
  ]),
  retry: z.tuple([commandIdSchema, commandIdSchema]),
  discard: z.tuple([commandIdSchema]),
  rewrite: z.tuple([commandIdSchema, z.string().max(draftChars)]),
  saveDraft: z.tuple([roomIdSchema, draft.nullable()]),
  look: z.tuple([
    z.array(roomIdSchema).max(limits.lookRooms),
    z.array(personIdSchema).max(limits.lookPeople),
  ]),
  typing: z.tuple([roomIdSchema, z.boolean()]),
  active: z.tuple([z.boolean()]),
  locate: z.tuple([roomIdSchema, entryIdSchema]),
  versions: z.tuple([roomIdSchema, entryIdSchema, seq.nullable()]),
  findPerson: z.tuple([z.string().min(1).max(254)]),
  connectNow: z.tuple([]),
  close: z.tuple([queue]),
} satisfies { [M in keyof EngineApi]: z.ZodType<Parameters<EngineApi[M]>> }

/** An engine that believes nothing it is told: a call that does not fit is refused and changes nothing. */
export function checkedEngine(engine: EngineApi): EngineApi {
  function checked<M extends keyof EngineApi>(method: M) {
    return async (...args: unknown[]): Promise<Awaited<ReturnType<EngineApi[M]>>> => {
      const parsed = engineCalls[method].safeParse(args)
      if (!parsed.success) throw new TypeError(`${method} was called with wrong arguments`)
      const call = engine[method] as (...args: unknown[]) => ReturnType<EngineApi[M]>
      return await call.apply(engine, parsed.data)
    }
  }
  return {
    subscribe: checked('subscribe'),
    unsubscribe: checked('unsubscribe'),
    enqueue: checked('enqueue'),
    retry: checked('retry'),
    discard: checked('discard'),
    rewrite: checked('rewrite'),
    saveDraft: checked('saveDraft'),
    look: checked('look'),
    typing: checked('typing'),
    active: checked('active'),
    locate: checked('locate'),
    versions: checked('versions'),
    findPerson: checked('findPerson'),
    connectNow: checked('connectNow'),
    close: checked('close'),
  }
}
