import type { DueHandlers } from './handlers.ts'

/** Every kind of due work with what does it. */
export const dueHandlers: DueHandlers = {}
