import type { ReactNode } from 'react'
import { Mark } from '../ui/mark.tsx'
import { InsecureNote } from './insecure-note.tsx'

export interface EntryPageProps {
  readonly title: string
  readonly lead?: ReactNode
  readonly children: ReactNode
  readonly foot?: ReactNode
}

/** The page around everything that comes before the rooms. */
export function EntryPage({ title, lead, children, foot }: EntryPageProps) {
  return (
    <main className="grid h-full overflow-y-auto bg-side px-4 py-8">
      <div className="m-auto w-full max-w-96">
        <div className="mb-5 flex items-center justify-center gap-2.5">
          <Mark className="size-8" />
          <span className="text-heading font-strong tracking-[-0.01em]">Parley</span>
        </div>
        <InsecureNote />
        <div className="rounded-2xl border border-line bg-ground p-6 shadow-float">
          <h1 className="text-heading font-semibold">{title}</h1>
          {lead === undefined ? null : <p className="mt-1 text-mute">{lead}</p>}
          <div className="mt-4 flex flex-col gap-3.5">{children}</div>
        </div>
        {foot === undefined ? null : (
          <div className="mt-4 text-center text-second text-mute">{foot}</div>
        )}
      </div>
    </main>
  )
}
