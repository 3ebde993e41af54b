import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'

export interface TabsProps<Value extends string> {
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly label: string
  readonly onPick: (value: Value) => void
  /** Stands at the end of the row of tabs. */
  readonly end?: ReactNode
  /** The chosen panel. */
  readonly children: ReactNode
  readonly className?: string
  readonly rowClassName?: string
}

export function Tabs<Value extends string>({
  value,
  options,
  label,
  onPick,
  end,
  children,
  className,
  rowClassName,
}: TabsProps<Value>) {
  return (
    <Base.Root value={value} onValueChange={(next: Value) => onPick(next)} className={className}>
      <div className={rowClassName}>
        <Base.List aria-label={label} activateOnFocus className="flex min-w-0 items-center gap-0.5">
          {options.map((option) => (
            <Base.Tab
              key={option.value}
              value={option.value}
              className="truncate rounded-[0.4375rem] px-2.25 py-1 text-second font-medium text-mute transition-colors duration-120 hover:text-ink data-active:bg-hover data-active:text-ink pointer-coarse:py-2.5"
            >
              {option.label}
            </Base.Tab>
          ))}
        </Base.List>
        {end}
      </div>
      <Base.Panel value={value} tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
        {children}
      </Base.Panel>
    </Base.Root>
  )
}
