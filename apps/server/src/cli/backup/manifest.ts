import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'

/** What a backup holds, by its name in the data folder. `secret` too: without it nobody's sign-in could be verified again. */
export const partNames = ['parley.sqlite', 'accounts.sqlite', 'secret'] as const

export const manifestName = 'manifest.json'
export const manifestBytes = 64 * 1024

/** The first file of a backup: what the others are. `sha256` in lower-case hex. */
export const manifestSchema = z.object({
  format: z.literal(1),
  /** The version of Parley that made it. */
  parley: z.string(),
  /** ISO 8601, UTC. */
  madeAt: z.iso.datetime(),
  parts: z
    .array(
      z.object({
        name: z.enum(partNames),
        bytes: z.number().int().min(0),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .length(partNames.length),
  /** How many files of rooms and profiles follow, each named `files/` and its SHA-256. */
  files: z.number().int().min(0),
})
export type Manifest = z.infer<typeof manifestSchema>

/** Bytes and SHA-256 of a file. */
export async function measure(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  const { size } = await stat(path)
  return { bytes: size, sha256: hash.digest('hex') }
}
