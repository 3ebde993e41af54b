import type { Account } from '@parley/engine'
import type { FileId, PersonId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { createFaces } from './faces.ts'

const account = { server: 's', person: 'me' as PersonId, name: '', handle: '', email: '' }
const bob = 'bob' as PersonId
const [first, second] = ['f1' as FileId, 'f2' as FileId]

function scene() {
  const asked: string[] = []
  let online = true
  const photos = {
    address: (_account: Account, file: FileId, size: string) => {
      asked.push(`${file} ${size}`)
      return Promise.resolve(online ? `blob:${file}` : null)
    },
    send: () => Promise.reject(new Error('not here')),
  }
  const faces = createFaces(photos, account)
  const heard: (string | undefined)[] = []
  faces.subscribe(() => heard.push(faces.of(bob, 'small')))
  return { faces, asked, heard, go: (on: boolean) => (online = on) }
}

test('a face is fetched once, when it is shown, and told when it is there', async () => {
  const { faces, asked, heard } = scene()
  faces.know([{ id: bob, photo: first }])
  expect(heard).toEqual([undefined])
  faces.of(bob, 'small')
  await Promise.resolve()
  await Promise.resolve()
  expect(heard).toEqual([undefined, 'blob:f1'])
  expect(asked).toEqual(['f1 small'])
})

test('another photo takes its place; none leaves initials', async () => {
  const { faces } = scene()
  faces.know([{ id: bob, photo: first }])
  faces.of(bob, 'small')
  faces.know([{ id: bob, photo: second }])
  await Promise.resolve()
  await Promise.resolve()
  expect(faces.of(bob, 'small')).toBe('blob:f2')
  faces.know([{ id: bob, photo: null }])
  expect(faces.of(bob, 'small')).toBeUndefined()
})

test('what could not be had is asked for again when the server is back', async () => {
  const { faces, go } = scene()
  go(false)
  faces.know([{ id: bob, photo: first }])
  await Promise.resolve()
  await Promise.resolve()
  expect(faces.of(bob, 'small')).toBeUndefined()
  go(true)
  faces.retry()
  await Promise.resolve()
  await Promise.resolve()
  expect(faces.of(bob, 'small')).toBe('blob:f1')
})
