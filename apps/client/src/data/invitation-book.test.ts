import type { Outcome, ServerCall } from '@parley/engine'
import type { RoomId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { createInvitationBook } from './invitation-book.ts'

const room = '0190a000-0000-7000-8000-00000000aaaa' as RoomId
const invitation = (email: string) => ({
  id: email,
  room,
  email,
  by: { id: '0190a000-0000-7000-8000-00000000000a', name: 'Alice' },
  expiresAt: 1,
  state: 'pending',
  mail: { state: 'sent', nextAt: null, problem: null },
})
type Answer = (call: ServerCall) => Promise<Outcome<unknown>>

function book(answer: Answer) {
  const asked: string[] = []
  const call: Answer = (one) => {
    asked.push(`${one.method} ${one.path.replace('/api/v1/invitations', '')}`)
    return answer(one)
  }
  const at = { server: 'https://chat.example.com', person: null }
  return { asked, ...createInvitationBook({ call: (_at, one) => call(one) }, at) }
}
const ok = (value: unknown) => Promise.resolve({ ok: true, value } as const)
const no = { ok: false, error: { code: 'offline', sentence: 'No answer.' } } as const

test('each address has an outcome of its own, and the list is asked anew once', async () => {
  const made = book(({ method, body }) => {
    if (method === 'GET') return ok({ invitations: [invitation('bob@example.com')] })
    const { email } = body as { email: string }
    return email.startsWith('bob') ? ok(invitation(email)) : Promise.resolve(no)
  })
  const outcomes = await made.send(room, ['bob@example.com', 'eve@example.com'])
  expect(outcomes.map((outcome) => outcome.ok)).toEqual([true, false])
  expect(made.asked).toEqual(['POST ', 'POST ', `GET ?room=${room}`])
  expect(made.rooms.getState()[room]?.map(({ email }) => email)).toEqual(['bob@example.com'])
})

test('without an answer the list stays as it was; an answer of another kind is none', async () => {
  let answer: unknown = { invitations: [invitation('bob@example.com')] }
  const made = book(() => (answer === null ? Promise.resolve(no) : ok(answer)))
  await made.refresh(room)
  answer = null
  await made.refresh(room)
  answer = { invitations: [{ id: 1 }] }
  await made.refresh(room)
  expect(made.rooms.getState()[room]).toHaveLength(1)
})

test('an answer that comes late does not undo a newer one', async () => {
  const waiting: ((value: Outcome<unknown>) => void)[] = []
  const made = book(() => new Promise((resolve) => waiting.push(resolve)))
  const both = [made.refresh(room), made.refresh(room)]
  waiting[1]?.({ ok: true, value: { invitations: [] } })
  waiting[0]?.({ ok: true, value: { invitations: [invitation('bob@example.com')] } })
  await Promise.all(both)
  expect(made.rooms.getState()[room]).toEqual([])
})
