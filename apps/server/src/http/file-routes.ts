import { randomUUIDv7 } from 'node:crypto'
import { Readable } from 'node:stream'
import {
  fileIdSchema,
  limits,
  type CommandId,
  type ErrorCode,
  type FileId,
  type PersonId,
} from '@parley/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Accounts } from '../accounts/port.ts'
import type { PeopleDeps } from '../accounts/people.ts'
import { mayFetch } from '../files/access.ts'
import type { StoredFile } from '../files/file.ts'
import type { PhotoMaker } from '../files/photo-maker.ts'
import type { FileStore } from '../files/port.ts'
import { pictureTypes } from '../files/sniff.ts'
import type { Reads } from '../store/port.ts'
import { StorageError } from '../store/storage-error.ts'
import { digestOf } from '../sync/digest.ts'
import type { PersonRates } from '../sync/person-rates.ts'
import { Refusal, refusalSchema } from './errors.ts'
import { signedIn } from './identity.ts'

export type FileRoutesDeps = {
  accounts: Accounts
  files: FileStore
  read: Pick<Reads, 'file' | 'isMember' | 'person'>
  people: Pick<PeopleDeps, 'submit' | 'clock'>
  makePhoto: PhotoMaker
  /** Uploads a person may begin. */
  uploads: PersonRates
}

const refused = { '4xx': refusalSchema, '5xx': refusalSchema }
const tags = ['files']
/** A browser that is led to a file itself shows a picture and runs nothing. */
const fileCsp = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

/** Photos go up, files come down; who may have one is asked each time (SPEC F2). */
export const fileRoutes: FastifyPluginAsyncZod<FileRoutesDeps> = async (app, deps) => {
  const { accounts, files, read } = deps
  // Counted below, while it comes; what a header says of its length is not believed.
  for (const type of [...pictureTypes, 'application/octet-stream'])
    app.addContentTypeParser(type, (_request, payload, done) => done(null, payload))

  app.post(
    '/api/v1/photos',
    { schema: { tags, response: { 201: z.object({ file: fileIdSchema }), ...refused } } },
    async (request, reply) => {
      const { person } = await signedIn(accounts, request, reply)
      const waitMs = deps.uploads.take(person, deps.people.clock.now())
      if (waitMs > 0) throw new Refusal('rate-limited', waitMs)
      const { body } = request
      if (!(body instanceof Readable)) throw new Refusal('picture-unreadable')
      const picture = await gather(body, limits.photoBytes)
      if (!picture) {
        // What still comes is not read: the connection ends with the answer.
        void reply.header('connection', 'close')
        throw new Refusal('file-too-large')
      }
      const made = await deps.makePhoto(picture)
      if (made.kind === 'refused') throw new Refusal(made.code)
      const file = await keep(person, made.photo)
      return reply.code(201).send({ file })
    },
  )

  async function keep(
    owner: PersonId,
    { large, small }: { large: Buffer; small: Buffer },
  ): Promise<FileId> {
    const id = randomUUIDv7() as string as FileId
    const [one, other] = [await put(large), await put(small)]
    const file: StoredFile = {
      id,
      hash: one.hash,
      small: other.hash,
      owner,
      room: null,
      name: 'photo.webp',
      type: 'image/webp',
      bytes: large.length,
      createdAt: deps.people.clock.now(),
    }
    const body = { kind: 'file.put' as const, file }
    const settled = await deps.people.submit({
      by: owner,
      at: file.createdAt,
      digest: digestOf(body),
      command: { id: randomUUIDv7() as CommandId, body },
    })
    if (settled.kind === 'refused') throw new Refusal(settled.code)
    return id
  }

  async function put(bytes: Buffer) {
    try {
      const done = await files.put(Readable.from([bytes]), { maxBytes: limits.photoBytes })
      if (done.kind === 'put') return done
    } catch (cause) {
      throw cause instanceof StorageError ? new Refusal(storageCode(cause)) : cause
    }
    throw new Refusal('file-too-large')
  }

  app.get(
    '/api/v1/files/:id',
    {
      schema: {
        tags,
        params: z.object({ id: fileIdSchema }),
        querystring: z.object({ size: z.enum(['small']).optional() }),
      },
    },
    async (request, reply) => {
      const { person } = await signedIn(accounts, request, reply)
      const file = read.file(request.params.id)
      // No answer tells a file one may not have from one that does not exist.
      if (!file || !mayFetch(read, file, person)) throw new Refusal('file-unknown')
      const small = request.query.size === 'small' ? file.small : null
      const found = await files.open(small ?? file.hash)
      if (!found) throw new Refusal('file-unknown')
      const isPicture = pictureTypes.has(file.type)
      const range = small ? null : rangeOf(request.headers.range, found.bytes)
      void reply.headers({
        'content-type': isPicture ? file.type : 'application/octet-stream',
        'content-disposition': dispositionOf(file.name, isPicture),
        'content-security-policy': fileCsp,
        'accept-ranges': 'bytes',
        'content-length': range ? range.end - range.start + 1 : found.bytes,
      })
      if (!range) return reply.send(Readable.from(found.read(), { objectMode: false }))
      const part = await files.open(file.hash, range)
      if (!part) throw new Refusal('file-unknown')
      return reply
        .code(206)
        .header('content-range', `bytes ${range.start}-${range.end}/${found.bytes}`)
        .send(Readable.from(part.read(), { objectMode: false }))
    },
  )
}

/** All of it in memory, or null once it is as long as the limit. */
async function gather(source: Readable, maxBytes: number): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of source as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes >= maxBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function storageCode({ code }: StorageError): ErrorCode {
  return code === 'storage-full' ? 'storage-full' : 'storage-failed'
}

/** One range, as RFC 9110 writes it; null for anything else and for one past the end, which then gets all of the file. */
function rangeOf(header: string | undefined, bytes: number) {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return null
  const isTail = match[1] === ''
  const start = isTail ? Math.max(0, bytes - Number(match[2])) : Number(match[1])
  const end = isTail || match[2] === '' ? bytes - 1 : Math.min(Number(match[2]), bytes - 1)
  return start > end ? null : { start, end }
}

/** RFC 6266: a plain name for old readers, the real one in UTF-8. */
function dispositionOf(name: string, inline: boolean): string {
  const plain = name.replace(/[^\w .()-]/g, '_')
  const real = encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16)}`,
  )
  return `${inline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${real}`
}
