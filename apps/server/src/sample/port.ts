import type { PersonId } from '@parley/protocol'
import type { Clock } from '../clock.ts'
import type { Reads, Settled, Submission } from '../store/port.ts'

/** An account of the sample workspace; `handle` is free because the server is empty. */
export type SampleAccount = {
  name: string
  handle: string
  email: string
  password: string
  /** IANA name. */
  timeZone: string
}

/** What the sign-in page offers as a button and the terminal prints; `role` says who the person is in the sample. */
export type SampleSignIn = { name: string; role: string; email: string; password: string }

/**
 * What filling the sample workspace needs. `createAccount` makes the account and its person and notes the password as a
 * sample one: while it stands the server refuses `--host`. `submit` goes through the same group commit as people's commands.
 */
export type SampleDeps = {
  createAccount(account: SampleAccount): Promise<PersonId>
  submit(submission: Submission): Promise<Settled>
  read: Reads
  clock: Pick<Clock, 'now'>
}
