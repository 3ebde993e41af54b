import { isFinal, laneOf, limits, type Command, type ErrorCode } from '@parley/protocol'
import type { SyncClient } from '../client.ts'
import { digestOf } from '../digest.ts'
import { LaneHolds } from '../lane-holds.ts'
import { RateBucket } from '../rate-bucket.ts'
import type { SyncDeps } from './deps.ts'

/** How long a client waits before it sends a command again that was refused for a passing reason. */
const retryMs = 1_000

/**
 * Takes one socket's commands: to the group commit in the order they arrive, each answered when it is durable, never
 * before (SPEC L2, K5).
 */
export function createCommandTaker(deps: SyncDeps, client: SyncClient): (command: Command) => void {
  const bucket = new RateBucket({
    burst: limits.commandsBurst,
    perSecond: limits.commandsPerSecond,
  })
  const holds = new LaneHolds()

  function refuse({ id, body }: Command, code: ErrorCode, waitMs = retryMs) {
    if (isFinal(code)) return client.tell({ t: 'nack', id, code, retryMs: null })
    holds.refused(laneOf(body), id, deps.clock.now())
    client.tell({ t: 'nack', id, code, retryMs: waitMs })
  }

  return (command) => {
    const { id, body } = command
    const at = deps.clock.now()
    // A changed profile is an entry in each of the person's rooms: far dearer than a message.
    const isProfile = body.kind === 'profile.change'
    const waitMs = (isProfile && deps.profileChanges.take(client.person, at)) || bucket.take(at)
    if (waitMs > 0) return refuse(command, 'rate-limited', waitMs)
    if (!holds.admits(laneOf(body), id, at)) return refuse(command, 'rate-limited')
    deps.counters.commands += 1
    void deps.submit({ by: client.person, at, digest: digestOf(body), command }).then((settled) => {
      if (settled.kind === 'done') client.tell({ t: 'ack', id, seq: settled.seq })
      else refuse(command, settled.code)
    })
  }
}
