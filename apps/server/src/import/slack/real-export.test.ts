import { existsSync } from 'node:fs'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { handleSchema, limits } from '@parley/protocol'
import { describe, expect, it } from 'vitest'
import type { ExportItem } from './events.ts'
import { openExportSource } from './open-source.ts'
import { readSlackExport } from './read-export.ts'
import { ImportReport } from './report.ts'

const data = process.env['PARLEY_DATA']
const path = data === undefined ? null : join(data, 'slack-export-small')
const skip =
  path === null
    ? 'PARLEY_DATA is not set'
    : existsSync(path)
      ? null
      : 'PARLEY_DATA has no slack-export-small'

type Plain = { subtype?: string; reactions?: { users: string[] }[]; edited?: object }

/** Counted without any of the reader's code. */
async function plainCount(root: string): Promise<Plain[]> {
  const files = (await readdir(root, { recursive: true })).filter((name) =>
    /[/\\]\d{4}-\d\d-\d\d\.json$/.test(name),
  )
  const days = await Promise.all(files.map((name) => readFile(join(root, name), 'utf8')))
  return days.flatMap((day) => JSON.parse(day) as Plain[])
}

describe('a real export', () => {
  it(`has as many records, people and rooms as its files${skip === null ? '' : ` (skipped: ${skip})`}`, async (context) => {
    if (path === null || skip !== null) return context.skip(skip ?? '')
    const records = await plainCount(path)
    const list = async (name: string) =>
      (JSON.parse(await readFile(join(path, name), 'utf8')) as unknown[]).length
    const source = await openExportSource(path)
    const items: ExportItem[] = []
    for await (const item of readSlackExport(source)) items.push(item)
    await source.close()

    const report = new ImportReport()
    for (const item of items) {
      report.note(item)
      if (item.type === 'message' || item.type === 'system' || item.type === 'tombstone')
        report.imported()
    }
    expect(report.totals).toEqual({
      total: records.length,
      imported: records.length,
      skipped: new Map(),
    })

    const count = (type: ExportItem['type']) => items.filter((item) => item.type === type).length
    expect(count('person')).toBe(await list('users.json'))
    expect(count('room')).toBe(await list('channels.json'))
    const system = (kind: string) =>
      items.filter((item) => item.type === 'system' && item.kind === kind).length
    const plain = (subtype: string) => records.filter((record) => record.subtype === subtype).length
    for (const [kind, subtype] of [
      ['join', 'channel_join'],
      ['leave', 'channel_leave'],
      ['topic', 'channel_topic'],
      ['purpose', 'channel_purpose'],
      ['rename', 'channel_name'],
      ['archive', 'channel_archive'],
      ['pin', 'pinned_item'],
      ['bot-add', 'bot_add'],
    ] as const)
      expect([kind, system(kind)]).toEqual([kind, plain(subtype)])

    const messages = items.filter((item) => item.type === 'message')
    expect(messages.filter(({ editedAt }) => editedAt !== null)).toHaveLength(
      records.filter(({ edited }) => edited).length,
    )
    const reactions = items.flatMap((item) =>
      item.type === 'message' || item.type === 'system' ? item.reactions : [],
    )
    expect(reactions.flatMap(({ userKeys }) => userKeys)).toHaveLength(
      records.flatMap((record) => record.reactions ?? []).flatMap(({ users }) => users).length,
    )
    expect(reactions.filter(({ emoji }) => emoji.startsWith(':'))).toEqual([])
    for (const { text } of messages) {
      expect(text).not.toMatch(/xoxe-|<@U|<#C|&(?:amp|lt|gt);/)
      expect(text.length).toBeLessThanOrEqual(limits.messageChars)
    }
    for (const item of items)
      if (item.type === 'person') expect(handleSchema.safeParse(item.handle).success).toBe(true)
    const ids = items.flatMap((item) => ('id' in item ? [item.id] : []))
    expect(new Set(ids).size).toBe(ids.length)
  })
})
