import { Menu as Base } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import type { ReactElement, ReactNode, RefObject } from 'react'
import { classNames } from './class-names.ts'

const popupLook =
  'max-h-(--available-height) min-w-48 origin-(--transform-origin) overflow-y-auto rounded-xl border border-line bg-ground p-1 shadow-float outline-none transition-[opacity,transform] duration-120 ease-out data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0'

export interface MenuProps {
  readonly trigger: ReactElement
  readonly children: ReactNode
  readonly side?: 'top' | 'bottom'
  readonly align?: 'start' | 'center' | 'end'
  readonly open?: boolean | undefined
  /** A point of the page, in CSS px, to open at instead of the trigger. */
  readonly at?: { readonly x: number; readonly y: number } | undefined
  readonly onOpenChange?: ((open: boolean) => void) | undefined
}

export function Menu({
  trigger,
  children,
  side = 'bottom',
  align = 'end',
  open,
  at,
  onOpenChange,
}: MenuProps) {
  return (
    <Base.Root
      {...(open === undefined ? {} : { open })}
      onOpenChange={(next) => onOpenChange?.(next)}
    >
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner
          {...(at === undefined ? {} : { anchor: { getBoundingClientRect: () => pointRect(at) } })}
          side={side}
          align={at === undefined ? align : 'start'}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 outline-none"
        >
          <Base.Popup className={popupLook}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

export interface ContextMenuProps {
  /** Where it opens: a point or a box in the window. */
  readonly anchor: DOMRect
  readonly children: ReactNode
  readonly onClose: () => void
  /** Where the focus goes back to. */
  readonly finalFocus: RefObject<HTMLElement | null>
}

/** A menu without a button of its own, called at a place: it is open as long as it stands. */
export function ContextMenu({ anchor, children, onClose, finalFocus }: ContextMenuProps) {
  return (
    <Base.Root open modal={false} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Base.Portal>
        <Base.Positioner
          anchor={{ getBoundingClientRect: () => anchor }}
          side="bottom"
          align="start"
          collisionPadding={8}
          className="z-50 outline-none"
        >
          <Base.Popup className={popupLook} finalFocus={finalFocus}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

function pointRect({ x, y }: { readonly x: number; readonly y: number }): DOMRect {
  return new DOMRect(x, y, 0, 0)
}

const itemLook =
  'flex min-h-8 items-center gap-2.5 rounded-md px-2.5 py-1 text-ui select-none outline-none data-disabled:opacity-50 data-highlighted:bg-hover [&_svg]:icon pointer-coarse:min-h-11'

export interface MenuItemProps {
  readonly icon?: ReactNode
  readonly keys?: string | undefined
  readonly danger?: boolean
  readonly disabled?: boolean
  readonly onPick: () => void
  readonly children: ReactNode
}

export function MenuItem({
  icon,
  keys,
  danger = false,
  disabled = false,
  onPick,
  children,
}: MenuItemProps) {
  return (
    <Base.Item
      onClick={onPick}
      disabled={disabled}
      className={classNames(itemLook, danger ? 'text-hot' : 'text-ink [&_svg]:text-mute')}
    >
      {icon}
      <span className="min-w-0 flex-1 wrap-anywhere">{children}</span>
      {keys === undefined ? null : <span className="ms-4 text-label text-faint">{keys}</span>}
    </Base.Item>
  )
}

export interface MenuChoiceProps {
  readonly value: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly label: string
  readonly onPick: (value: string) => void
}

/** One of several, the chosen one ticked. */
export function MenuChoice({ value, options, label, onPick }: MenuChoiceProps) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2.5 pt-1.5 pb-1 text-label font-semibold text-faint">
        {label}
      </Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={(next: string) => onPick(next)}>
        {options.map((option) => (
          <Base.RadioItem key={option.value} value={option.value} className={itemLook}>
            <span className="min-w-0 flex-1">{option.label}</span>
            <Base.RadioItemIndicator className="text-accent">
              <Check />
            </Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  )
}

/** Something to know before choosing. */
export function MenuNote({ children }: { readonly children: ReactNode }) {
  return <p className="px-2.5 pt-1.5 pb-1 text-label text-mute">{children}</p>
}

export function MenuLine() {
  return <Base.Separator className="mx-2 my-1 h-px bg-line-soft" />
}
