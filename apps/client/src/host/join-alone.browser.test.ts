import { expect, test } from 'vitest'
import { portWire } from '../worker/wire.ts'
import { joinAlone } from './tabs.ts'

test('over plain http the page hears when its Worker ends, and not when the page itself leaves', async () => {
  const ends: string[] = []
  const open = async () => {
    const ended = Promise.withResolvers<void>()
    const joined = await joinAlone({
      events: { difference: () => {} },
      onLine: () => {},
      onEnded: ({ kind }) => void ends.push(kind),
      start: async () => ({
        kind: 'open',
        engine: {
          wire: portWire(new MessageChannel().port1),
          durable: false,
          ended: ended.promise,
          close: async () => ended.resolve(),
        },
      }),
    })
    if (joined.kind !== 'open') throw new Error(joined.kind)
    return { joined, ended }
  }
  const left = await open()
  await left.joined.leave()
  const failed = await open()
  failed.ended.resolve()
  await expect.poll(() => ends).toEqual(['broken'])
})
