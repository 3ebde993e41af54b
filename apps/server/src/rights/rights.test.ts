import { commandBodySchema, type CommandKind } from '@parley/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { memoryStore, startTestServer, type TestServer } from '../testing/test-server.ts'
import type { TestClient } from '../testing/test-client.ts'
import { stage, standings, type Cast } from './scene.ts'
import { walk, type Answer } from './walk.ts'

const store = memoryStore()
let here: TestServer
let cast: Cast
let actor: TestClient

beforeAll(async () => {
  here = await startTestServer({ store })
  const people = {
    actor: await here.signUp('actor'),
    founder: await here.signUp('founder'),
    admin: await here.signUp('admin'),
    member: await here.signUp('member'),
    outsider: await here.signUp('outsider'),
    recluse: await here.signUp('recluse'),
  }
  cast = {
    actor: people.actor.person,
    founder: people.founder.person,
    admin: people.admin.person,
    member: people.member.person,
    outsider: people.outsider.person,
    recluse: people.recluse.person,
  }
  actor = await here.enter(people.actor)
})
afterAll(() => here.server.stop())

/** Over the socket, as any client would: the answer is an ack or a nack with its code. */
async function ask(body: Parameters<TestClient['command']>[0]): Promise<Answer> {
  here.clock.advance(1_000)
  return new Promise((resolve) => {
    const id = actor.command(body)
    const look = () => {
      const last = actor.frames.at(-1)
      if ((last?.t !== 'ack' && last?.t !== 'nack') || last.id !== id) return
      actor.ws.off('message', look)
      resolve(last.t === 'nack' ? last.code : 'done')
    }
    actor.ws.on('message', look)
  })
}

describe('[X6] every command gets the answer of the one table, over the socket', () => {
  test.for(standings)('$part in a $kind room, contract $contract', async (standing) => {
    const answers: [string, string, Answer][] = []
    const expected: typeof answers = []
    for (const [kind, cases] of Object.entries(walk))
      for (const { says, body, answer } of cases) {
        const scene = await stage(store, cast, standing)
        expected.push([kind, says, answer(scene)])
        answers.push([kind, says, await ask(body(scene))])
      }
    expect(answers).toEqual(expected)
  })

  test('a kind of command without a row fails here', () => {
    const kinds = commandBodySchema.options.map(({ shape }) => shape.kind.value)
    expect(Object.keys(walk).sort()).toEqual([...new Set<CommandKind>(kinds)].sort())
  })
})
