import { limits } from '@parley/protocol'
import { z } from 'zod'
import { passwordChars } from '../accounts/better-auth.ts'
import { ensurePerson } from '../accounts/people.ts'
import { Problem } from '../problem.ts'
import { withData } from './open-data.ts'
import type { CliContext } from './run-cli.ts'

export type NewUser = {
  data: string
  email: string
  name: string
  password: string
  admin: boolean
}

/** Makes an account and its person. Refuses an address that has one. */
export async function userAdd(
  { data, email: givenEmail, name: givenName, password, admin }: NewUser,
  { clock, stdout }: CliContext,
): Promise<void> {
  const name = givenName.trim()
  const email = givenEmail.trim().toLowerCase()
  if (!z.email().safeParse(email).success) throw new Problem(`"${email}" is no e-mail address.`)
  if (name === '' || name.length > limits.nameChars)
    throw new Problem(`A name has 1 to ${limits.nameChars} characters.`)
  const { min, max } = passwordChars
  if (password.length < min || password.length > max)
    throw new Problem(`A password has ${min} to ${max} characters.`)
  await withData({ data, clock }, async ({ accounts, people }) => {
    if (accounts.personOf(email) !== null)
      throw new Problem(`There is already an account for ${email}.`)
    const person = await accounts.create({
      name,
      email,
      password,
      administrator: admin,
      sample: false,
    })
    const { handle } = await ensurePerson({ person, name, email }, people)
    const as = admin ? ' as an administrator' : ''
    stdout.write(`${name} (@${handle}) can sign in with ${email}${as}.\n`)
  })
}
