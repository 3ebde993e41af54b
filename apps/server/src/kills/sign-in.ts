import { z } from 'zod'
import { sampleAccount, type SampleName } from '../sample/people.ts'

/** Someone signed in, for as long as the account's database stands. */
export type Session = { token: string; person: string }

const answer = z.object({ token: z.string(), person: z.object({ id: z.string() }) })

/** Signs a sample person in, as the app does. */
export async function signIn(port: number, handle: SampleName): Promise<Session> {
  const { email, password } = sampleAccount(handle)
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password, keep: 'token' }),
  })
  if (!response.ok) throw new Error(`sign-in answered ${response.status}`)
  const { token, person } = answer.parse(await response.json())
  return { token, person: person.id }
}
