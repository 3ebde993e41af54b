import type { PersonId } from '@parley/protocol'

/** Someone with an account on the server under test, and the bearer of their sign-in. */
export type SignedUp = { person: PersonId; token: string }

/** One caller's address may try a few sign-ups a minute; behind the proxy we play, each person has one of their own. */
const addressOf = (index: number) =>
  `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`

/** Signs `count` people up over HTTP, two at a time: that is how many passwords a server hashes at once. */
export async function signUpPeople(
  port: number,
  count: number,
  setupCode: string,
): Promise<SignedUp[]> {
  const people: SignedUp[] = []
  people.push(await signUp(port, 0, setupCode))
  let next = 1
  const worker = async () => {
    while (next < count) {
      const index = next++
      people[index] = await signUp(port, index, null)
    }
  }
  await Promise.all([worker(), worker()])
  return people
}

async function signUp(port: number, index: number, setupCode: string | null): Promise<SignedUp> {
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/sign-up`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': addressOf(index) },
    body: JSON.stringify({
      name: `Member ${index}`,
      email: `member${index}@bench.example`,
      password: `a long enough password ${index}`,
      setupCode,
      keep: 'token',
    }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`sign-up ${index} was refused: ${text}`)
  const answer = JSON.parse(text) as { person: { id: PersonId }; token: string }
  return { person: answer.person.id, token: answer.token }
}
