/**
 * Loaded before the server's own `main.ts`, in its process: answers how much processor time it used, and lifts the limit on
 * commands a socket, which a bench means to exceed. Nothing else of the server differs from what people run.
 */
import { limits } from '@parley/protocol'
import { answer } from './answering.ts'
import { usage } from './usage.ts'

const handlers = { usage }
export type ServerProbe = typeof handlers

Object.assign(limits, { commandsBurst: 1_000_000_000, commandsPerSecond: 1_000_000_000 })
answer(handlers)
// The server ends when it has stopped, not when nobody may ask any more.
process.channel?.unref()
