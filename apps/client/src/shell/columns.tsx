import type { ReactNode } from 'react'
import { classNames } from '../ui/class-names.ts'
import { LIST_WIDTH } from '../data/list-width.ts'
import { Splitter } from './splitter.tsx'

export interface ColumnsProps {
  readonly list: ReactNode
  /** The open room, or what stands when none is. */
  readonly main: ReactNode
  readonly panel?: ReactNode
  /** Above everything: ConnectionStrip. */
  readonly strip?: ReactNode
  /** A room is open: on a phone it covers the list. */
  readonly roomOpen: boolean
  /** Width of the list in rem. */
  readonly listWidth: number
  readonly onListWidth: (rem: number) => void
  /** The list shows faces only. */
  readonly listNarrow?: boolean
  readonly onListNarrow?: (narrow: boolean) => void
}

/** List, talk, panel. Under 900 px the panel covers; under 640 px one column at a time. */
export function Columns({
  list,
  main,
  panel,
  strip,
  roomOpen,
  listWidth,
  onListWidth,
  listNarrow = false,
  onListNarrow,
}: ColumnsProps) {
  return (
    <div className="flex h-full flex-col">
      {strip}
      <div
        className="relative flex min-h-0 flex-1"
        style={{ '--list-width': `${listNarrow ? LIST_WIDTH.narrow : listWidth}rem` }}
      >
        <aside
          aria-label="Rooms"
          className={classNames(
            'flex w-(--list-width) min-w-0 shrink-0 flex-col border-e border-line bg-side max-pair:w-full max-pair:border-0',
            roomOpen && 'max-pair:hidden',
          )}
        >
          {list}
        </aside>
        <Splitter
          width={listWidth}
          onWidth={onListWidth}
          narrow={listNarrow}
          onNarrow={(narrow) => onListNarrow?.(narrow)}
        />
        <main
          className={classNames(
            'flex min-w-0 flex-1 flex-col bg-ground',
            !roomOpen && 'max-pair:hidden',
          )}
        >
          {main}
        </main>
        {panel}
      </div>
    </div>
  )
}
