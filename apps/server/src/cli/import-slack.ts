import type { Person } from '@parley/protocol'
import { ensurePerson } from '../accounts/people.ts'
import {
  ImportReport,
  importSlackExport,
  openExportSource,
  type ImportSummary,
} from '../import/slack/index.ts'
import { Problem } from '../problem.ts'
import { createImportMeter } from './import-meter.ts'
import { withData, type OpenData } from './open-data.ts'
import type { CliContext } from './run-cli.ts'

/** Imports an export and prints what became of each record; the last lines sum exactly. */
export async function importSlack(
  { path, data, account: email }: { path: string; data: string; account: string | null },
  context: CliContext,
): Promise<void> {
  const source = await openExportSource(path)
  try {
    await withData({ data, clock: context.clock }, async (open) => {
      const account = email === null ? null : await personOf(email, open)
      const report = new ImportReport()
      const meter = createImportMeter(context)
      let summary: ImportSummary
      try {
        summary = await importSlackExport(source, {
          store: open.store,
          clock: context.clock,
          account,
          report,
          onProgress: meter.tell,
        })
      } finally {
        meter.end()
      }
      const lines = [...beside(summary, email), ...report.lines()]
      context.stdout.write(lines.map((line) => `${line}\n`).join(''))
    })
  } finally {
    await source.close()
  }
}

async function personOf(email: string, { accounts, people }: OpenData): Promise<Person> {
  const person = accounts.personOf(email)
  const account = person && accounts.account(person)
  if (!account)
    throw new Problem(`There is no account for ${email}: make it with "user add" first.`)
  return ensurePerson(account, people)
}

/** What stands beside the count of records: only lines that say something. */
function beside(summary: ImportSummary, email: string | null): string[] {
  const { newPeople, knownPeople, newRooms, knownRooms, lostReactions, closedRooms, notes } =
    summary
  const known = (count: number) => (count === 0 ? '' : `, ${count} known from before`)
  return [
    `People: ${newPeople} new${known(knownPeople)}. They cannot sign in until they are claimed.`,
    `Rooms: ${newRooms} new${known(knownRooms)}.${email === null ? '' : ` ${email} is a member of them.`}`,
    ...told(closedRooms, 'talks of two imported earlier stay with their two people'),
    ...told(lostReactions, 'reactions have no place here: they were on a notice, or too many'),
    ...told(notes?.reactionsWithoutPerson, 'reactions did not say whose they are'),
    ...told(
      notes?.repliesWithoutFirst,
      'replies stand alone: what they answer is not in the export',
    ),
    ...told(notes?.listEntriesWithoutId, 'entries of the lists had no id'),
    ...(notes?.brokenLists ?? []).map(
      (name) => `The list ${name.replace(/\p{C}/gu, '?')} could not be read.`,
    ),
  ]
}

function told(count: number | undefined, words: string): string[] {
  return count === undefined || count === 0 ? [] : [`${count} ${words}.`]
}
