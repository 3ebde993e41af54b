import { Bookmark, Keyboard, LogOut, MonitorCog, Moon, Plus, Sun } from 'lucide-react'
import { matchSorter, rankings } from 'match-sorter'
import { useMemo } from 'react'
import { useSetting } from '../data/settings.ts'
import type { Destination } from '../switcher/destination.ts'
import { keyLabel } from '../ui/key-label.ts'
import { onMac } from './on-mac.ts'
import { useShell } from './shell-context.ts'

/** A command that can be called by its name. */
type Command = Destination & { readonly run: () => void; readonly also: readonly string[] }

/** The commands whose names fit; none before a letter is typed. */
export function useSwitcherCommands(text: string): readonly Command[] {
  const { show } = useShell()
  const [, setTheme] = useSetting('theme')
  const all = useMemo<readonly Command[]>(
    () => [
      {
        key: 'command:new-room',
        title: 'New room',
        also: ['create group', 'start conversation'],
        icon: <Plus className="icon" />,
        run: () => show({ kind: 'new-room' }),
      },
      {
        key: 'command:saved',
        title: 'Saved for later',
        also: ['bookmarks', 'reminders', 'remind me'],
        icon: <Bookmark className="icon" />,
        run: () => show({ kind: 'saved' }),
      },
      {
        key: 'command:keys',
        title: 'Keyboard shortcuts',
        also: ['keys', 'help'],
        keys: keyLabel('Mod+/', onMac),
        icon: <Keyboard className="icon" />,
        run: () => show({ kind: 'keys' }),
      },
      {
        key: 'command:light',
        title: 'Light theme',
        also: ['appearance'],
        icon: <Sun className="icon" />,
        run: () => setTheme('light'),
      },
      {
        key: 'command:dark',
        title: 'Dark theme',
        also: ['appearance', 'night'],
        icon: <Moon className="icon" />,
        run: () => setTheme('dark'),
      },
      {
        key: 'command:system-theme',
        title: 'Theme as the system',
        also: ['appearance'],
        icon: <MonitorCog className="icon" />,
        run: () => setTheme('system'),
      },
      {
        key: 'command:sign-out',
        title: 'Sign out',
        also: ['log out', 'quit'],
        icon: <LogOut className="icon" />,
        run: () => show({ kind: 'sign-out' }),
      },
    ],
    [show, setTheme],
  )
  const wanted = text.trim()
  return useMemo(
    () =>
      wanted === ''
        ? []
        : matchSorter(all, wanted, {
            keys: ['title', 'also'],
            threshold: rankings.WORD_STARTS_WITH,
          }),
    [all, wanted],
  )
}
