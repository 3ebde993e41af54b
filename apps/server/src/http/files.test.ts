import { request as httpRequest } from 'node:http'
import { randomUUIDv7 } from 'node:crypto'
import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import type { CommandId, FileId, PersonId, RoomId } from '@parley/protocol'
import { limits } from '@parley/protocol'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMemoryFiles } from '../files/memory-files.ts'
import type { StoredFile } from '../files/file.ts'
import { handClock } from '../testing/hand-clock.ts'
import { makeRoom } from '../testing/rooms.ts'
import { startTestServer, type TestPerson, type TestServer } from '../testing/test-server.ts'

const clock = handClock()
const files = createMemoryFiles(clock)
let server: TestServer
let alice: TestPerson
let bob: TestPerson
let carol: TestPerson

beforeAll(async () => {
  server = await startTestServer({ files })
  alice = await server.signUp('alice')
  bob = await server.signUp('bob')
  carol = await server.signUp('carol')
})
afterAll(() => server.server.stop())

const picture = (width = 700, height = 500) =>
  sharp({ create: { width, height, channels: 3, background: '#c04020' } })
const bearer = ({ token }: TestPerson) => ({ authorization: `Bearer ${token}` })

const upload = (
  person: TestPerson,
  body: Uint8Array | string,
  type = 'application/octet-stream',
): Promise<Response> =>
  server.request('/api/v1/photos', {
    method: 'POST',
    headers: { ...bearer(person), 'content-type': type },
    body: Buffer.from(body),
  })
const fetchFile = (file: FileId, person: TestPerson | null, query = '', headers = {}) =>
  server.request(`/api/v1/files/${file}${query}`, {
    headers: { ...(person ? bearer(person) : {}), ...headers },
  })

async function setPhoto(person: TestPerson, photo: FileId | null): Promise<void> {
  const client = await server.enter(person)
  client.command({ kind: 'profile.change', photo })
  await client.next('ack')
  client.ws.close()
}

async function uploaded(person: TestPerson): Promise<FileId> {
  server.clock.advance(600_000)
  const answer = await upload(person, await picture().png().toBuffer(), 'image/png')
  expect(answer.status).toBe(201)
  return ((await answer.json()) as { file: FileId }).file
}

describe('a photo', () => {
  test('is kept upright in two sizes, as WebP, without what the camera wrote', async () => {
    const turned = await picture(200, 100)
      .withExif({ IFD0: { Copyright: 'secret place', Orientation: '6' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    server.clock.advance(600_000)
    const { file } = (await (await upload(alice, turned)).json()) as { file: FileId }
    for (const [query, side] of [
      ['', 512],
      ['?size=small', 96],
    ] as const) {
      const answer = await fetchFile(file, alice, query)
      const bytes = Buffer.from(await answer.arrayBuffer())
      const made = await sharp(bytes).metadata()
      expect([made.format, made.width, made.height, made.exif]).toEqual([
        'webp',
        side,
        side,
        undefined,
      ])
      expect(bytes.includes('secret place')).toBe(false)
    }
  })

  test('comes with headers that keep it private and harmless', async () => {
    const file = await uploaded(alice)
    const { headers } = await fetchFile(file, alice)
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'image/webp',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'content-disposition': `inline; filename="photo.webp"; filename*=UTF-8''photo.webp`,
    })
    expect(headers.get('content-security-policy')).toMatch(/sandbox$/)
    const part = await fetchFile(file, alice, '', { range: 'bytes=0-3' })
    expect([part.status, await part.text()]).toEqual([206, 'RIFF'])
  })

  const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
  const html = '<!doctype html><script>alert(1)</script>'
  const gifar = () => Buffer.concat([Buffer.from('GIF89a/*'), Buffer.from(html)])
  const refusals: Record<string, () => Promise<Uint8Array | string> | Uint8Array | string> = {
    'an svg': () => svg,
    'html called png': () => html,
    'html that begins like a gif': gifar,
    'a pdf': () => '%PDF-1.4\n1 0 obj\n',
    'an avif, which nothing here decodes': () => picture(8, 8).avif().toBuffer(),
    'a tiff': () => picture(8, 8).tiff().toBuffer(),
    nothing: () => '',
    'half a png': async () => (await noisy(300)).subarray(0, 40_000),
    'half a jpeg': async () => {
      const whole = await sharp(await noisy(300))
        .jpeg()
        .toBuffer()
      return whole.subarray(0, whole.length / 2)
    },
  }
  test.for(Object.entries(refusals))('%s is refused', async ([, make]) => {
    server.clock.advance(600_000)
    const answer = await upload(alice, await make(), 'image/png')
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      422,
      'picture-unreadable',
    ])
  })

  test('a small file of very many pixels is refused before it is unpacked', async () => {
    server.clock.advance(600_000)
    const answer = await upload(
      alice,
      withSize(await picture(8, 8).png().toBuffer(), 30_000, 30_000),
    )
    expect(await answer.json()).toMatchObject({ code: 'picture-too-large' })
  })

  test('another type of body, or none, is no picture', async () => {
    const json = await upload(alice, '{}', 'application/json')
    expect(await json.json()).toMatchObject({ code: 'picture-unreadable' })
    const svgType = await upload(alice, svg, 'image/svg+xml')
    expect(svgType.status).toBe(400)
  })

  test('needs someone signed in, from our own page', async () => {
    const unsigned = await server.request('/api/v1/photos', { method: 'POST' })
    expect(unsigned.status).toBe(401)
    const foreign = await server.request('/api/v1/photos', {
      method: 'POST',
      headers: { cookie: alice.cookie, origin: 'https://evil.example' },
    })
    expect(await foreign.json()).toMatchObject({ code: 'wrong-origin' })
  })

  test('a person uploads a few at once, then waits', async () => {
    const png = await picture(4, 4).png().toBuffer()
    const codes = new Set<number>()
    for (let tried = 0; tried < 12; tried += 1) codes.add((await upload(carol, png)).status)
    expect([...codes]).toEqual([201, 429])
  })
})

describe('[P-12] the limit of a photo is counted', () => {
  const tooMuch = Buffer.alloc(limits.photoBytes, 1)

  /** Sends by hand, so that headers may lie; gives the status, or null when the connection was closed first. */
  function send(headers: Record<string, string | number>, body: Buffer) {
    server.clock.advance(600_000)
    return new Promise<number | null>((resolve) => {
      const asked = httpRequest(
        {
          port: server.port,
          path: '/api/v1/photos',
          method: 'POST',
          headers: { ...bearer(bob), 'content-type': 'image/png', ...headers },
        },
        (answer) => {
          answer.resume()
          resolve(answer.statusCode ?? null)
        },
      )
      asked.on('error', () => resolve(null))
      asked.end(body)
    })
  }

  test('said truly, or not said at all', async () => {
    expect(await send({ 'content-length': tooMuch.length }, tooMuch)).toBe(413)
    expect(await send({ 'transfer-encoding': 'chunked' }, tooMuch)).toBe(413)
    const justUnder = tooMuch.subarray(1)
    expect(await send({ 'transfer-encoding': 'chunked' }, justUnder)).toBe(422)
  })

  test('a length that lies changes nothing: less is cut there', async () => {
    expect(await send({ 'content-length': 10 }, tooMuch.subarray(0, 10))).toBe(422)
  })
})

describe('[F2] who may fetch', () => {
  async function roomFile(owner: TestPerson, room: RoomId): Promise<FileId> {
    const put = await files.put(Readable.from([Buffer.from('the plan')]), { maxBytes: 100 })
    if (put.kind !== 'put') throw new Error('not put')
    const id = randomUUIDv7() as string as FileId
    const file: StoredFile = {
      ...put,
      id,
      small: null,
      owner: owner.person,
      room,
      name: 'plän "1"/../x.html',
      createdAt: 1,
    }
    const body = { kind: 'file.put' as const, file }
    const command = { id: randomUUIDv7() as CommandId, body }
    await server.server.sample.submit({ by: owner.person, at: 1, digest: 'x', command })
    return id
  }

  test('a room’s file: its members, while they are', async () => {
    const owner = await server.enter(alice)
    const room = await makeRoom(owner, [bob.person])
    const file = await roomFile(alice, room)
    const seen = async () =>
      Promise.all([alice, bob, carol, null].map(async (who) => (await fetchFile(file, who)).status))
    expect(await seen()).toEqual([200, 200, 404, 401])
    owner.command({ kind: 'member.remove', room, person: bob.person as PersonId })
    await owner.next('ack')
    expect(await seen()).toEqual([200, 404, 404, 401])
    const answer = await fetchFile(file, alice)
    expect(answer.headers.get('content-type')).toBe('application/octet-stream')
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="pl_n _1__.._x.html"; filename*=UTF-8''pl%C3%A4n%20%221%22%2F..%2Fx.html`,
    )
  })

  test('an upload: its owner alone, until it is their photo; then whoever is signed in', async () => {
    const [first, second] = [await uploaded(alice), await uploaded(alice)]
    const seen = (file: FileId) =>
      Promise.all([alice, bob, carol, null].map(async (who) => (await fetchFile(file, who)).status))
    expect(await seen(first)).toEqual([200, 404, 404, 401])
    await setPhoto(alice, first)
    expect(await seen(first)).toEqual([200, 200, 200, 401])
    await setPhoto(alice, second)
    expect(await seen(first)).toEqual([404, 404, 404, 401])
    expect(await seen(second)).toEqual([200, 200, 200, 401])
    await setPhoto(alice, null)
    expect(await seen(second)).toEqual([404, 404, 404, 401])
  })

  test('a session that ended fetches nothing, and no answer tells a file that is from one that is not', async () => {
    const file = await uploaded(alice)
    const dave = await server.signUp('dave')
    const [foreign, none] = await Promise.all([
      fetchFile(file, dave),
      fetchFile(randomUUIDv7() as string as FileId, dave),
    ])
    expect([foreign.status, await foreign.text()]).toEqual([none.status, await none.text()])
    server.server.accounts.endSessions(dave.person, null)
    expect((await fetchFile(file, dave)).status).toBe(401)
    expect((await server.request('/api/v1/files/..%2F..%2Fsecret')).status).toBe(400)
  })
})

test('[F3] what nothing refers to goes after a day, its bytes an hour later', async () => {
  const kept = await uploaded(alice)
  await setPhoto(alice, kept)
  const idle = await uploaded(bob)
  const { sweeper, sample } = server.server
  const listed = async () => {
    let count = 0
    for await (const page of files.list()) count += page.length
    return count
  }
  await sweeper.sweep()
  expect((await fetchFile(idle, bob)).status).toBe(200)
  server.clock.advance(25 * 60 * 60 * 1000)
  const goOn = sweeper.hold()
  await sweeper.sweep()
  expect((await fetchFile(idle, bob)).status).toBe(200)
  goOn()
  await sweeper.sweep()
  clock.advance(26 * 60 * 60 * 1000)
  await sweeper.sweep()
  expect((await fetchFile(idle, bob)).status).toBe(404)
  expect((await fetchFile(kept, bob)).status).toBe(200)
  expect(sample.read.unusedFiles(Number.MAX_SAFE_INTEGER, 9)).toEqual([])
  // The photo in its two sizes, and the plan of the room.
  expect(await listed()).toBe(3)
})

/** A picture no compression makes small. */
function noisy(side: number): Promise<Buffer> {
  const channels = 3 as const
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 }
  return sharp({ create: { width: side, height: side, channels, noise, background: '#000' } })
    .png()
    .toBuffer()
}

/** The PNG with another size in its head, and the head's checksum made to fit. */
function withSize(png: Buffer, width: number, height: number): Buffer {
  const changed = Buffer.from(png)
  changed.writeUInt32BE(width, 16)
  changed.writeUInt32BE(height, 20)
  changed.writeUInt32BE(crc32(changed.subarray(12, 29)), 29)
  return changed
}
