import type { SavedRow } from '@parley/engine'
import { useEffect, useRef } from 'react'
import { useQuery } from '../data/queries.ts'
import { useNow } from '../data/use-now.ts'
import type { Toasts } from '../ui/toast.tsx'
import { isDue, reminderTitle } from '../words/saved-words.ts'

const keyOf = ({ id, saved }: SavedRow) => `${id} ${saved.remindAt}`

/**
 * Shows a note for each reminder whose time comes while the page is open, once. What was due before is counted beside the
 * person's name: notes for it would come again with each reload.
 */
export function useReminders(
  toasts: Toasts,
  openMessage: (room: string, message: string) => void,
): void {
  const rows = useQuery<'saved'>({ name: 'saved', args: {} })?.rows
  const now = useNow()
  const told = useRef<Set<string>>(undefined)
  useEffect(() => {
    if (rows === undefined) return
    const due = rows.filter(({ saved }) => isDue(saved, now))
    const before = told.current
    told.current = new Set([...(before ?? []), ...due.map(keyOf)])
    if (before === undefined) return
    for (const row of due) {
      if (before.has(keyOf(row))) continue
      const id = toasts.add({
        title: reminderTitle(row),
        description: row.place ?? '',
        // One is told so that one acts: it stays until then.
        timeout: 0,
        actionProps: {
          children: 'Show',
          onClick() {
            toasts.close(id)
            openMessage(row.saved.room, row.id)
          },
        },
      })
    }
  }, [rows, now, toasts, openMessage])
}
