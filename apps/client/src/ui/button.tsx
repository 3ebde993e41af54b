import { Button as BaseButton } from '@base-ui/react/button'
import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names.ts'

const looks = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  quiet: 'border border-line bg-ground text-ink hover:bg-hover',
  plain: 'text-mute hover:bg-hover hover:text-ink',
  danger: 'bg-hot text-on-hot hover:brightness-95',
  link: 'px-0! h-auto! text-accent underline decoration-accent/35 underline-offset-2 hover:decoration-current',
} as const

const sizes = {
  small: 'h-7 px-2.5 text-second gap-1.5',
  medium: 'h-8.5 px-3.5 text-ui gap-2',
} as const

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'ref'> {
  readonly look?: keyof typeof looks
  readonly size?: keyof typeof sizes
  readonly icon?: ReactNode
  /** The work this button began is still going on: it keeps its place and focus, and cannot be pressed again. */
  readonly busy?: boolean
}

export function Button({
  look = 'quiet',
  size = 'medium',
  icon,
  busy = false,
  disabled,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <BaseButton
      {...rest}
      type={rest.type ?? 'button'}
      disabled={busy || disabled === true}
      focusableWhenDisabled={busy}
      aria-busy={busy || undefined}
      className={classNames(
        'inline-flex shrink-0 items-center justify-center rounded-md font-medium whitespace-nowrap select-none transition-colors duration-120 ease-out data-disabled:opacity-55',
        looks[look],
        sizes[size],
        className,
      )}
    >
      {busy ? <Working /> : icon}
      {children}
    </BaseButton>
  )
}

function Working() {
  return (
    <span
      aria-hidden
      className="size-3.5 animate-spin rounded-full border-2 border-current border-e-transparent"
    />
  )
}
