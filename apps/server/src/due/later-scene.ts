import type { Command, CommandBody, Lineage, PersonId, PersonalItem } from '@parley/protocol'
import {
  idOf,
  lineage,
  personIdOf,
  personPut,
  roomCreate,
  roomIdOf,
} from '../store/contract/bodies.ts'
import { createGroupCommit } from '../store/group-commit.ts'
import { createMemoryStore } from '../store/memory-store.ts'
import type { Settled, SystemCommand } from '../store/port.ts'
import { handClock } from '../testing/hand-clock.ts'
import { DueLoop } from './due-loop.ts'
import { createDueHandlers } from './kinds.ts'

/** For tests: alice and bob in a room, and the loop with its real handlers over a store that outlives it. */
export async function laterScene() {
  const clock = handClock(1_000)
  const store = createMemoryStore(lineage as Lineage)
  const faults: unknown[] = []
  const open = () => {
    const group = createGroupCommit(store, {
      schedule: (run) => void Promise.resolve().then(run),
      onCommitted: ({ committed }) => loop.wake(committed.nextDueAt),
    })
    const loop: DueLoop = new DueLoop({
      read: store.read,
      submit: group.submit,
      clock,
      handlers: createDueHandlers({ submit: group.submit, clock }),
      onFault: (error) => faults.push(error),
    })
    loop.start()
    return { group, loop }
  }
  let { group, loop } = open()
  let ids = 0
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
  const alice = personIdOf(1)
  const bob = personIdOf(2)
  const room = roomIdOf(1)
  const say = async (
    by: PersonId,
    body: CommandBody | SystemCommand['body'],
    id = idOf(1_000 + (ids += 1)),
  ): Promise<Settled> =>
    group.submit({
      by,
      at: clock.now(),
      digest: JSON.stringify(body),
      command: { id, body } as Command | SystemCommand,
    })
  await say(alice, personPut(alice, 'alice'))
  await say(bob, personPut(bob, 'bob'))
  await say(alice, roomCreate({ room, people: [bob] }))
  return {
    store,
    clock,
    faults,
    alice,
    bob,
    room,
    say,
    async pass(ms: number, step = ms) {
      for (let passed = 0; passed < ms; passed += step) {
        clock.advance(step)
        for (let turn = 0; turn < 4; turn += 1) await settle()
      }
    },
    stop: () => loop.stop(),
    restart: () => ({ group, loop } = open()),
    /** The latest value of a kind about a subject. */
    valueOf(person: PersonId, kind: PersonalItem['kind'], subject: string): unknown {
      const items = store.read.personalItems(person, 0, 1_000)
      const found = items.findLast(
        (item) => item.kind === kind && 'subject' in item && item.subject === subject,
      )
      return found?.value
    },
    left: () => store.read.due(Number.MAX_SAFE_INTEGER, 99),
  }
}
