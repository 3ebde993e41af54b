import type { ExportItem, SkipReason } from './events.ts'

/** Reasons of the writer stand beside the reader's: what was there already, what no room can show, what is refused. */
export type ReportReason = SkipReason | 'already-imported' | 'no-counterpart' | 'refused'

const words: Record<ReportReason, string> = {
  'already-imported': 'already imported earlier',
  'bad-time': 'without a usable time',
  duplicate: 'the very same record twice',
  'edit-log': 'log lines about edits and deletions of other messages',
  'empty-file': 'empty files',
  'empty-message': 'messages without any content',
  'invalid-json': 'files that are not valid JSON',
  link: 'links or special files, never followed',
  'no-counterpart': 'events that no room here can show',
  'not-a-day-file': 'JSON files in a room’s folder without messages',
  'not-a-list': 'day files that hold no list',
  'not-a-message': 'records that are no messages',
  'outside-a-room': 'JSON files outside any room’s folder',
  refused: 'refused by this server',
  'too-large': 'files above the size limit',
  unreadable: 'files that could not be read',
  'unsafe-path': 'files with an unsafe name',
}

/**
 * Counts every record once: `total` is always `imported` plus all skips, because nothing else can be added. Files that
 * hold no messages stand beside the count, not in it.
 */
export class ImportReport {
  #imported = 0
  readonly #skipped = new Map<ReportReason, number>()
  /** The first few names, and how many there are. */
  readonly #notRead: string[] = []
  #notReadCount = 0

  /** Takes the reader's own skips and unread files; whether an event was imported, the writer says. */
  note(item: ExportItem): void {
    if (item.type === 'skipped') this.skip(item.reason)
    else if (item.type === 'not-read') {
      this.#notReadCount++
      if (this.#notRead.length < 5) this.#notRead.push(item.path)
    }
  }

  imported(): void {
    this.#imported++
  }

  skip(reason: ReportReason): void {
    this.#skipped.set(reason, (this.#skipped.get(reason) ?? 0) + 1)
  }

  get totals(): { total: number; imported: number; skipped: ReadonlyMap<ReportReason, number> } {
    const skips = [...this.#skipped].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    const total = skips.reduce((sum, [, count]) => sum + count, this.#imported)
    return { total, imported: this.#imported, skipped: new Map(skips) }
  }

  /** The last lines of an import: total, imported, and one line for each reason. They sum exactly. */
  lines(): string[] {
    const { total, imported, skipped } = this.totals
    const width = String(total).length
    const line = (label: string, count: number, words?: string) =>
      `${label.padEnd(26)} ${String(count).padStart(width)}${words === undefined ? '' : `  ${words}`}`
    return [
      ...(this.#notRead.length === 0
        ? []
        : [`Files without messages, left aside: ${sample(this.#notRead, this.#notReadCount)}`]),
      line('Total records', total),
      line('Imported', imported),
      line('Skipped', total - imported),
      ...[...skipped].map(([reason, count]) => line(`  ${reason}`, count, words[reason])),
    ]
  }
}

function sample(paths: readonly string[], count: number): string {
  // A name comes from outside: control characters would reach the terminal.
  const shown = paths.map((path) => path.replace(/\p{C}/gu, '?')).join(', ')
  return count > paths.length ? `${shown} and ${count - paths.length} more` : shown
}
