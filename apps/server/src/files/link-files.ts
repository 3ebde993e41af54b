import { copyFile, link, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isFileHash } from './file.ts'

/**
 * A second folder, flat, with every file that is kept in the first: hard links, which cost nothing and stay when the first
 * forgets a file; copies where the disk has none. A folder that is not there holds nothing.
 */
export async function linkFiles(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 })
  const folders = await readdir(from).catch(() => [])
  for (const name of folders) {
    if (!/^[0-9a-f]{2}$/.test(name)) continue
    for (const hash of (await readdir(join(from, name))).filter(isFileHash)) {
      const path = join(from, name, hash)
      await link(path, join(to, hash)).catch(() => copyFile(path, join(to, hash)))
    }
  }
}
