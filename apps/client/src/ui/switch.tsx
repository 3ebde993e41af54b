import { Switch as Base } from '@base-ui/react/switch'
import type { ReactNode } from 'react'

export interface SwitchProps {
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly disabled?: boolean
}

export function Switch({ checked, onChange, label, hint, disabled = false }: SwitchProps) {
  return (
    // The control below is the labelled one; Base UI renders its input inside.
    // oxlint-disable-next-line jsx-a11y/label-has-associated-control
    <label className="flex items-start gap-3 py-1">
      <span className="min-w-0 flex-1">
        <span className="block text-ui">{label}</span>
        {hint === undefined ? null : <span className="block text-second text-mute">{hint}</span>}
      </span>
      <Base.Root
        checked={checked}
        onCheckedChange={(next) => onChange(next)}
        disabled={disabled}
        className="mt-0.5 flex h-5 w-9 shrink-0 rounded-full bg-line-strong p-0.5 transition-colors duration-120 data-checked:bg-accent data-disabled:opacity-50"
      >
        <Base.Thumb className="size-4 rounded-full bg-white transition-transform duration-120 ease-out data-checked:translate-x-4 rtl:data-checked:-translate-x-4" />
      </Base.Root>
    </label>
  )
}
