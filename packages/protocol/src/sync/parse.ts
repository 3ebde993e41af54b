import type { z } from 'zod'
import type { ErrorCode } from '../errors.ts'
import {
  clientFrameSchema,
  serverFrameSchema,
  type ClientFrame,
  type ServerFrame,
} from './frames.ts'

export type Parsed<T> =
  | { ok: true; frame: T }
  | { ok: false; code: ErrorCode; rid: number | null; command: string | null }

/** A text from a client's socket as a frame, or the code to answer it with and whom to answer. */
export function parseClientFrame(text: string): Parsed<ClientFrame> {
  return parse(clientFrameSchema, text)
}

/** A text from the server as a frame. */
export function parseServerFrame(text: string): Parsed<ServerFrame> {
  return parse(serverFrameSchema, text)
}

function parse<T>(schema: z.ZodType<T>, text: string): Parsed<T> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { ok: false, code: 'bad-frame', rid: null, command: null }
  }
  const result = schema.safeParse(value)
  if (result.success) return { ok: true, frame: result.data }
  return { ok: false, code: 'bad-frame', ...addressee(value) }
}

/** Whom a malformed frame's answer is for: the request or the command it names, as far as it can be read. */
function addressee(value: unknown): { rid: number | null; command: string | null } {
  const frame: { rid?: unknown; command?: { id?: unknown } | null } =
    typeof value === 'object' && value ? value : {}
  const id = frame.command?.id
  const rid = Number.isSafeInteger(frame.rid) ? Number(frame.rid) : -1
  return {
    rid: rid < 0 ? null : rid,
    command: typeof id === 'string' && id.length === 36 ? id : null,
  }
}
