import { stat } from 'node:fs/promises'
import { openFolder } from './folder-source.ts'
import { SlackExportError, defaultSourceLimits } from './source.ts'
import type { ExportSource, SourceLimits } from './source.ts'
import { openZip } from './zip-source.ts'

/** Opens a folder or a zip file; the caller closes it. Throws `SlackExportError`. */
export async function openExportSource(
  path: string,
  limits: SourceLimits = defaultSourceLimits,
): Promise<ExportSource> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new SlackExportError('not-found', `there is no file or folder ${path}`, cause)
  })
  return found.isDirectory() ? openFolder(path, limits) : openZip(path, limits)
}
