import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'

/** `memory` in KiB. The defaults are OWASP's for argon2id: 19 MiB, 2 passes, 1 lane. */
export type Argon2Cost = { memory: number; passes: number; parallelism: number }
export const defaultCost: Argon2Cost = { memory: 19_456, passes: 2, parallelism: 1 }

/** Hashes as PHC strings: they carry their own salt and cost, so that a later, dearer cost still reads old ones. */
export type Passwords = {
  hash(password: string): Promise<string>
  verify(stored: { hash: string; password: string }): Promise<boolean>
}

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

/**
 * argon2id of node:crypto. At most `atOnce` run side by side: each fills 19 MiB and a core, and a flood of sign-ins would
 * otherwise take the memory and the thread pool that everyone else's commits need.
 */
export function createPasswords(cost: Argon2Cost = defaultCost, atOnce = 2): Passwords {
  const turn = takeTurns(atOnce)
  return {
    async hash(password) {
      const salt = randomBytes(16)
      const key = await turn(() => derive(password, salt, 32, cost))
      const { memory, passes, parallelism } = cost
      return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${text(salt)}$${text(key)}`
    },
    async verify({ hash, password }) {
      const match = phc.exec(hash)
      if (!match) return false
      const [, memory, passes, parallelism, salt, key] = match
      const stored = Buffer.from(key ?? '', 'base64')
      const used = {
        memory: Number(memory),
        passes: Number(passes),
        parallelism: Number(parallelism),
      }
      const given = await turn(() =>
        derive(password, Buffer.from(salt ?? '', 'base64'), stored.length, used),
      )
      return timingSafeEqual(stored, given)
    },
  }
}

function derive(password: string, nonce: Buffer, tagLength: number, cost: Argon2Cost) {
  return new Promise<Buffer>((resolve, reject) => {
    // NFKC: the same password typed on another keyboard is the same password (RFC 8265).
    const message = password.normalize('NFKC')
    argon2('argon2id', { message, nonce, tagLength, ...cost }, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}

const text = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')

function takeTurns(atOnce: number) {
  let running = 0
  const waiting: (() => void)[] = []
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) await new Promise<void>((go) => waiting.push(go))
    else running += 1
    try {
      return await work()
    } finally {
      // The place goes straight to who waited longest, so that nobody new slips in between.
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
