import { commandBodySchema } from '@parley/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serviceCaller, type ServiceCaller } from '../http/service/testing/service-caller.ts'
import { makingId } from '../marketplace/service-rooms.ts'
import { memoryStore, startTestServer, type TestServer } from '../testing/test-server.ts'
import { stage, standings, type Cast, type Scene, type Standing } from './scene.ts'
import { serviceWalk, type ServiceCase } from './service-walk.ts'

const store = memoryStore()
let here: TestServer
let market: ServiceCaller
let stranger: ServiceCaller
let cast: Cast

beforeAll(async () => {
  here = await startTestServer({ store })
  const signUp = async (name: string) => (await here.signUp(name)).person
  cast = {
    actor: await signUp('actor'),
    founder: await signUp('founder'),
    admin: await signUp('admin'),
    member: await signUp('member'),
    outsider: await signUp('outsider'),
    recluse: await signUp('recluse'),
  }
  market = serviceCaller(here)
  stranger = serviceCaller(here, { name: 'Another' })
})
afterAll(() => here.server.stop())

const cases = Object.values(serviceWalk).filter((each) => each !== null)

/** The scene in a room that the service made. */
function made(standing: Standing) {
  const live = here.server.tokens.check(market.secret)
  if (!live) throw new Error('the token does not hold')
  return stage(store, cast, standing, (room) => makingId(live.service, room))
}

async function ask(caller: ServiceCaller, { request }: ServiceCase, scene: Scene) {
  here.clock.advance(60_000)
  const { method, path, body } = request(scene)
  const { status, body: told } = await caller.call<{ code?: string }>(method, path, body)
  return status < 300 ? 'done' : told.code
}

describe('[X6] a service gets the answer of the one table, on every route', () => {
  test.for(standings)('$part in a $kind room, contract $contract', async (standing) => {
    for (const each of cases) {
      const scene = await made(standing)
      const answer = each.answer(scene)
      expect([each.route, await ask(market, each, scene)]).toEqual([each.route, answer])
      if (each === serviceWalk['room.create']) continue
      expect([each.route, await ask(stranger, each, scene)]).toEqual([each.route, 'room-unknown'])
    }
  })

  test('a kind of command, or a route that changes rooms, without a row fails here', async () => {
    const kinds = new Set<string>(commandBodySchema.options.map(({ shape }) => shape.kind.value))
    expect(Object.keys(serviceWalk).sort()).toEqual([...kinds].sort())
    const description = (await (await here.request('/api/openapi.json')).json()) as {
      paths: Record<string, Record<string, { security?: Record<string, unknown>[] }>>
    }
    const routes = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([method, { security }]) => method !== 'get' && security?.[0]?.['serviceToken'])
        .map(([method]) => `${method.toUpperCase()} ${path}`),
    )
    const ofRooms = routes.filter((route) => route.includes('/api/v1/rooms'))
    expect(ofRooms.sort()).toEqual(cases.map(({ route }) => route).sort())
  })
})
