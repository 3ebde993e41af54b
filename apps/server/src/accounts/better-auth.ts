import { randomUUIDv7 } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import { bearer } from 'better-auth/plugins'
import type Database from 'better-sqlite3'
import type { Passwords } from './passwords.ts'

/** Sign-ins and sign-ups one address may try in a minute. */
export type AttemptLimit = { perMinute: number }

export type AuthOptions = {
  database: Database.Database
  /** Signs cookies and bearer tokens; at least 32 characters, kept beside the database. */
  secret: string
  /** The address people open, without a path. `https:` makes the cookie secure. */
  url: string
  origins: readonly string[]
  passwords: Passwords
  attempts: AttemptLimit
  /** Told of failures inside the library, without their words: those may hold an address. */
  onError(name: string): void
}

/** How the caller's address reaches the library's rate limit: `http/` sets it, whatever a client sends is dropped. */
export const addressHeader = 'x-parley-address'

export const passwordChars = { min: 8, max: 128 }

const dayS = 24 * 60 * 60

/** better-auth on its own SQLite file, migrated to the version in use. Its HTTP routes are not served: `accounts.ts` calls them. */
export async function openAuth(options: AuthOptions) {
  const attempts = { window: 60, max: options.attempts.perMinute }
  const settings = {
    appName: 'Parley',
    database: options.database,
    secret: options.secret,
    baseURL: options.url,
    basePath: '/api/auth',
    trustedOrigins: [...options.origins],
    emailAndPassword: {
      enabled: true,
      autoSignIn: true,
      minPasswordLength: passwordChars.min,
      maxPasswordLength: passwordChars.max,
      password: options.passwords,
    },
    session: { expiresIn: 30 * dayS, updateAge: dayS, cookieCache: { enabled: false } },
    user: {
      additionalFields: {
        administrator: { type: 'boolean', required: false, defaultValue: false, input: false },
      },
    },
    rateLimit: {
      enabled: true,
      storage: 'database',
      customRules: { '/sign-in/email': attempts, '/sign-up/email': attempts },
    },
    advanced: {
      cookiePrefix: 'parley',
      useSecureCookies: options.url.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true, path: '/' },
      database: { generateId: () => randomUUIDv7() },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      log: (_level: string, _message: string, ...details: unknown[]) => {
        const cause = details.find((detail) => detail instanceof Error)
        options.onError(cause?.name ?? 'Error')
      },
    },
    plugins: [bearer({ requireSignature: true })],
  } satisfies Parameters<typeof betterAuth>[0]
  const { runMigrations } = await getMigrations(settings)
  await runMigrations()
  return betterAuth(settings)
}
