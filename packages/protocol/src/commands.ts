import { z } from 'zod'
import { commandIdSchema, type RoomId } from './ids.ts'
import { messageCommands } from './messages/commands.ts'
import { personalCommands } from './personal/commands.ts'
import { isValueCommand } from './personal/kinds.ts'
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

/** The lane of what changes a person's own log; every room is a lane of its own. */
export const personalLane = 'personal'

/** One device's commands of one lane keep their order (SPEC K5): a room's id, or `personalLane`. */
export function laneOf(body: CommandBody): string {
  if (body.kind === 'read.mark' || body.kind === 'read.unmark' || isValueCommand(body))
    return personalLane
  return roomOfCommand(body) ?? personalLane
}

/** The room a command is about; null for what is about none. */
export function roomOfCommand(body: CommandBody): RoomId | null {
  return 'room' in body ? body.room : null
}
