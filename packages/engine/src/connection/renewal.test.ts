import { expect, test } from 'vitest'
import { createPeer, createScene } from '../testing/index.ts'
import type { Acceptor } from '../testing/link.ts'

const hourMs = 3_600_000

/** Alice's device and the refreshes the server hears of it. `renew` answers as `answers` says. */
async function setUp() {
  const { alice, chance, clock, server, settled } = await createScene()
  const refreshed: string[] = []
  const listening: Acceptor = {
    accept(socket) {
      const session = server.accept(socket)
      return {
        ...session,
        onText(text) {
          if (text.includes('"session.refresh"')) refreshed.push(text)
          session.onText(text)
        },
      }
    },
  }
  const asked: number[] = []
  const answers: { renew: () => Promise<string | null> } = { renew: async () => alice.id }
  const renew = () => {
    asked.push(clock.now())
    return answers.renew()
  }
  const peer = createPeer({ person: alice, clock, chance, server: listening, renew })
  await settled(peer)
  await clock.advance(60_000)
  return { peer, clock, settled, refreshed, asked, answers }
}

test('[E27] [X5] a connection that stands tells the server its bearer twice a day', async () => {
  const { peer, clock, refreshed, asked } = await setUp()
  expect(refreshed).toHaveLength(1)
  await clock.advance(6 * hourMs)
  expect(refreshed).toHaveLength(1)
  await clock.advance(18 * hourMs)
  expect(refreshed).toHaveLength(3)
  expect(asked).toHaveLength(3)
  expect(JSON.parse(refreshed[0] ?? '')).toMatchObject({ token: peer.person.id })
  peer.stop()
})

test('[E27] one that comes and goes does not ask at each connection', async () => {
  const { peer, clock, settled, asked } = await setUp()
  for (let n = 0; n < 5; n += 1) {
    peer.link.cut()
    await settled(peer)
  }
  expect(asked).toHaveLength(1)
  await clock.advance(12 * hourMs)
  peer.link.cut()
  await settled(peer)
  expect(asked).toHaveLength(2)
  peer.stop()
})

test('[E27] what could not be prolonged is tried again in a quarter of an hour; a cookie tells the socket nothing', async () => {
  const { peer, clock, refreshed, asked, answers } = await setUp()
  answers.renew = () => Promise.reject(new Error('no server'))
  await clock.advance(12 * hourMs + 60_000)
  expect(asked).toHaveLength(2)
  answers.renew = async () => null
  await clock.advance(16 * 60_000)
  expect(asked).toHaveLength(3)
  await clock.advance(hourMs)
  expect(asked).toHaveLength(3)
  expect(refreshed).toHaveLength(1)
  peer.stop()
})
