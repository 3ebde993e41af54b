import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits, as they stand in a link. Nobody keeps it but the mail it goes out in. */
export function newToken(random: (bytes: number) => Buffer = randomBytes): string {
  return random(32).toString('base64url')
}

/** What is stored of a token: enough to know it again, nothing to make it from. */
export function hashOf(token: string): string {
  return createHash('sha256').update(`parley invitation ${token}`).digest('base64url')
}
