import { useState, type KeyboardEvent, type PointerEvent } from 'react'
import { clampWidth, foldsAt, LIST_WIDTH } from '../data/list-width.ts'

export interface SplitterProps {
  /** In rem. */
  readonly width: number
  readonly onWidth: (rem: number) => void
  /** Folded to faces: drawn out, it is whole again. */
  readonly narrow: boolean
  readonly onNarrow: (narrow: boolean) => void
}

/** The edge between list and talk: dragged, or moved by arrows. */
export function Splitter({ width, onWidth, narrow, onNarrow }: SplitterProps) {
  const [drag, setDrag] = useState<{ readonly x: number; readonly width: number }>()

  function onPointerDown(event: PointerEvent) {
    event.currentTarget.setPointerCapture(event.pointerId)
    setDrag({ x: event.clientX, width: narrow ? LIST_WIDTH.narrow : width })
  }
  function onPointerMove(event: PointerEvent) {
    if (drag === undefined) return
    const style = getComputedStyle(event.currentTarget)
    const forward = style.direction === 'rtl' ? -1 : 1
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
    const wanted = drag.width + (forward * (event.clientX - drag.x)) / rem
    if (foldsAt(wanted) !== narrow) onNarrow(!narrow)
    if (!foldsAt(wanted)) onWidth(clampWidth(wanted))
  }
  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowLeft: -0.5, ArrowRight: 0.5 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    if (narrow) return onNarrow(step < 0)
    if (step < 0 && width === LIST_WIDTH.min) return onNarrow(true)
    onWidth(clampWidth(width + step))
  }

  return (
    // A separator that is moved is a widget (WAI-ARIA 1.2): it takes focus and keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the room list"
      aria-valuenow={Math.round((narrow ? LIST_WIDTH.narrow : width) * 16)}
      aria-valuemin={LIST_WIDTH.narrow * 16}
      aria-valuemax={LIST_WIDTH.max * 16}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => setDrag(undefined)}
      onPointerCancel={() => setDrag(undefined)}
      onKeyDown={onKeyDown}
      onDoubleClick={() => onNarrow(!narrow)}
      className="absolute inset-y-0 start-[calc(var(--list-width)-0.1875rem)] z-20 w-1.5 cursor-col-resize touch-none transition-colors duration-120 hover:bg-accent/30 focus-visible:bg-accent/50 max-pair:hidden"
    />
  )
}
