import { talk, type Said, type TalkShape } from './talk.ts'
import { zulipTalk } from './zulip.ts'

/**
 * Messages without end: from the real set in `folder` where it is, else made from the seed. Rooms and authors are numbers below
 * `shape.rooms` and `shape.authors`. Whoever stops early calls `return()`.
 */
export function openTalk(folder: string | null, shape: TalkShape): AsyncGenerator<Said, void> {
  return folder === null ? made(shape) : zulipTalk(folder, shape)
}

async function* made(shape: TalkShape): AsyncGenerator<Said, void> {
  yield* talk(shape)
}
