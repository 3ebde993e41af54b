import type { FoundRow } from '@parley/engine'
import { useMemo, useState } from 'react'
import { useHeld, useQuery } from '../data/queries.ts'
import type { DestinationGroup } from '../switcher/destination.ts'
import { Switcher } from '../switcher/switcher.tsx'
import { destinationOf } from '../words/destination-words.ts'
import { useShell } from './shell-context.ts'
import { useSwitcherCommands } from './use-switcher-commands.tsx'

/** More than anyone reads; the next letter finds better. */
const shownPlaces = 40

/** Rooms, people and commands by a few letters (Ctrl+K), from the local cache alone. */
export function QuickSwitcher({ onClose }: { readonly onClose: () => void }) {
  const { openRoom, openDirect } = useShell()
  const [text, setText] = useState('')
  const answer = useQuery<'find'>({ name: 'find', args: { text, limit: shownPlaces } })
  const rows = useHeld(answer?.rows) ?? noRows
  const commands = useSwitcherCommands(text)
  const groups = useMemo<DestinationGroup[]>(
    () => [
      {
        title: text.trim() === '' ? 'Jump back to' : 'Rooms and people',
        items: rows.map(destinationOf),
      },
      { title: 'Commands', items: commands },
    ],
    [text, rows, commands],
  )

  function onPick(key: string) {
    onClose()
    const command = commands.find((known) => known.key === key)
    const row = rows.find(({ id }) => id === key)
    if (command !== undefined) command.run()
    else if (row?.kind === 'room') openRoom(row.room.id)
    else if (row?.kind === 'person') openDirect(row.person.id)
  }
  return (
    <Switcher
      text={text}
      groups={groups}
      pending={answer === undefined}
      onText={setText}
      onPick={onPick}
      onClose={onClose}
    />
  )
}

const noRows: readonly FoundRow[] = []
