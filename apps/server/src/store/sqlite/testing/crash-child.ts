/**
 * The process that gets killed: commits batches as fast as it can and writes each acknowledged sequence to its standard
 * output, one a line, once the commit is durable; ends when a commit fails, and says how. Run as `node crash-child.ts FILE RUN`.
 */
import { writeSync } from 'node:fs'
import { lineage, personIdOf, personPut, roomCreate, roomIdOf } from '../../contract/bodies.ts'
import type { Submission } from '../../port.ts'
import { StorageError } from '../../storage-error.ts'
import { createSqliteStore } from '../sqlite-store.ts'

const [file = '', run = '0'] = process.argv.slice(2)
const store = createSqliteStore({ file, newLineage: () => lineage })
const alice = personIdOf(1)
const room = roomIdOf(1)
let count = 0

function submission(body: Submission['command']['body']): Submission {
  count += 1
  const id = `33333333-0000-7000-8${run.padStart(3, '0')}-${String(count).padStart(12, '0')}`
  return { by: alice, at: count, digest: body.kind, command: { id, body } as Submission['command'] }
}

await store.commit([
  submission(personPut(alice, 'alice')),
  submission(roomCreate({ room })),
  submission({ kind: 'favourite.change', room, on: Number(run) % 2 === 0 }),
])
for (;;) {
  const size = 1 + (count % 20)
  const batch = Array.from({ length: size }, () =>
    submission({
      kind: 'message.post',
      room,
      text: 'x'.repeat(count % 3000) || 'x',
      replyTo: null,
    }),
  )
  const { settled, appended } = await store.commit(batch).catch((error: unknown) => {
    writeSync(1, `failed ${error instanceof StorageError ? error.code : String(error)}\n`)
    process.exit(0)
  })
  if (settled.some(({ kind }) => kind !== 'done')) throw new Error('refused')
  writeSync(1, appended.map(({ entry }) => `${entry.seq} ${entry.id}\n`).join(''))
}
