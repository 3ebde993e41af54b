/** The files of an export, wherever they are. Nothing is ever written to disk, and no link is followed. */
export type ExportSource = {
  /** Sorted by path. */
  readonly files: readonly SourceFile[]
  /** The whole text of one file, held only by the caller. */
  read(file: SourceFile): Promise<ReadResult>
  close(): Promise<void>
}

export type SourceFile = {
  /** Relative, with `/`. As found: never to be joined to a path of this machine. */
  readonly path: string
  /** As announced, and not to be trusted: reading counts for itself. */
  readonly bytes: number
  /** Why it is listed but cannot be read. */
  readonly refused: 'link' | 'unsafe-path' | 'too-large' | null
}

export type ReadResult =
  | { ok: true; text: string }
  | { ok: false; reason: 'too-large' | 'unreadable' }

export type SourceLimits = {
  /** The largest single file that is read; one day of one channel is at most a few MB. */
  maxFileBytes: number
  maxFiles: number
}

/** Far above any real export, far below what a machine would choke on. */
export const defaultSourceLimits: SourceLimits = {
  maxFileBytes: 128 * 1024 * 1024,
  maxFiles: 2_000_000,
}

/** The path is no export at all; what is wrong inside one never throws. */
export class SlackExportError extends Error {
  readonly code: 'not-found' | 'not-an-export' | 'broken-zip' | 'too-many-files'

  constructor(code: SlackExportError['code'], message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'SlackExportError'
    this.code = code
  }
}
