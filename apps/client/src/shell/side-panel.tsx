import { X } from 'lucide-react'
import type { KeyboardEvent, ReactNode } from 'react'
import { IconButton } from '../ui/icon-button.tsx'

export interface SidePanelProps {
  readonly title: string
  /** "only you see this" */
  readonly note?: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** The column at the end: people now, notes, files, search later. */
export function SidePanel({ title, note, onClose, children }: SidePanelProps) {
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    onClose()
  }
  return (
    // Esc inside closes it; the cross does the same.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside
      aria-label={title}
      onKeyDown={onKeyDown}
      className="z-10 flex w-(--panel-width) shrink-0 flex-col border-s border-line bg-ground max-triple:absolute max-triple:inset-y-0 max-triple:end-0 max-triple:animate-enter max-triple:shadow-float max-pair:w-full max-pair:border-0"
    >
      <header className="flex h-(--head) shrink-0 items-center gap-2 border-b border-line ps-4 pe-2.5">
        <h2 className="font-semibold">{title}</h2>
        {note === undefined ? null : <span className="text-[0.75rem] text-mute">{note}</span>}
        <span className="flex-1" />
        <IconButton label="Close" keys="Esc" icon={<X />} tip="bottom" onClick={onClose} />
      </header>
      <div className="flex min-h-0 flex-1 flex-col">{children}</div>
    </aside>
  )
}
