import type { ClientFrame } from '@parley/protocol'
import { RateBucket } from '../rate-bucket.ts'
import type { SyncClient } from '../client.ts'
import { catchUp, headsCheck, personalPull } from './catch-up.ts'
import { createCommandTaker } from './command.ts'
import type { SyncDeps } from './deps.ts'
import { changesPull, editsPull, historyPull, itemsPull } from './history.ts'
import { personFind, sessionRefresh } from './people.ts'
import { roomPull } from './room-pull.ts'

/** Everything but commands: far above what a client asks that pages through all its rooms. */
const requestRate = { burst: 600, perSecond: 60 }

/** The marks of everyone in a room are read for whoever looks at it. */
const lookedRoomWeight = 5
const weightOf = (frame: ClientFrame) =>
  frame.t === 'look' ? 1 + lookedRoomWeight * frame.rooms.length : 1

/** Hands the frames of one signed-in socket to their handlers, each within its rate. */
export function createDispatch(deps: SyncDeps, client: SyncClient): (frame: ClientFrame) => void {
  const take = createCommandTaker(deps, client)
  const requests = new RateBucket(requestRate)

  return (frame) => {
    if (frame.t === 'command') return take(frame.command)
    const now = deps.clock.now()
    const waitMs =
      frame.t === 'person.find'
        ? deps.finds.take(client.person, now)
        : requests.take(now, weightOf(frame))
    if (waitMs === 0) handle(deps, client, frame)
    else if ('rid' in frame) client.refuse(frame.rid, 'rate-limited')
  }
}

function handle(
  deps: SyncDeps,
  client: SyncClient,
  frame: Exclude<ClientFrame, { t: 'command' }>,
): void {
  switch (frame.t) {
    case 'catch-up':
      return catchUp(deps, client, frame)
    case 'personal.pull':
      return personalPull(deps, client, frame)
    case 'room.pull':
      return roomPull(deps, client, frame)
    case 'history.pull':
      return historyPull(deps, client, frame)
    case 'changes.pull':
      return changesPull(deps, client, frame)
    case 'items.pull':
      return itemsPull(deps, client, frame)
    case 'edits.pull':
      return editsPull(deps, client, frame)
    case 'heads.check':
      return headsCheck(deps, client, frame)
    case 'person.find':
      return personFind(deps, client, frame)
    case 'session.refresh':
      return sessionRefresh(deps, client, frame)
    case 'look':
      return deps.looks.look(client, frame)
    case 'typing.set':
      return deps.looks.typing(client, frame)
    case 'activity.set':
      return deps.looks.activity(client, frame)
    case 'hello':
      // Whoever greets twice has lost track of who they are.
      return client.close('bad-frame')
  }
}
