import { z } from 'zod'
import { commandIdSchema } from './ids.ts'
import { messageCommands } from './messages/commands.ts'
import { personalCommands } from './personal/commands.ts'
import { roomCommands } from './rooms/commands.ts'

/** What a person asks the server to make durable, by `kind`. All but the personal ones append one entry to their room's log. */
export const commandBodySchema = z.discriminatedUnion('kind', [
  ...roomCommands,
  ...messageCommands,
  ...personalCommands,
])
export type CommandBody = z.infer<typeof commandBodySchema>
export type CommandKind = CommandBody['kind']
export type CommandOf<K extends CommandKind> = Extract<CommandBody, { kind: K }>

export const commandSchema = z.strictObject({ id: commandIdSchema, body: commandBodySchema })
export type Command = z.infer<typeof commandSchema>
