import { Button as BaseButton } from '@base-ui/react/button'
import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Tooltip } from './tooltip.tsx'

const sizes = { small: 'h-6.5 w-7', medium: 'size-7.5', large: 'size-10' } as const

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'ref' | 'children'> {
  /** Keeps its tab stop while disabled, where it comes and goes as one writes. */
  readonly focusableWhenDisabled?: boolean
  /** What happens: the accessible name and the tooltip. */
  readonly label: string
  readonly icon: ReactNode
  readonly keys?: string | undefined
  readonly size?: keyof typeof sizes
  /** A toggle that is on, as for an open panel. Leave out when the button is no toggle. */
  readonly on?: boolean | undefined
  readonly look?: 'plain' | 'soft' | 'primary'
  /** Where the tooltip stands; 'none' where the sign says enough, as on a cross. */
  readonly tip?: 'top' | 'bottom' | 'left' | 'right' | 'none'
}

export function IconButton({
  label,
  icon,
  keys,
  size = 'medium',
  on,
  look = 'plain',
  tip = 'top',
  className,
  ...rest
}: IconButtonProps) {
  const button = (
    <BaseButton
      {...rest}
      type={rest.type ?? 'button'}
      aria-label={label}
      aria-pressed={on}
      className={classNames(
        'grid shrink-0 place-items-center rounded-md transition-colors duration-120 ease-out [&_svg]:icon data-disabled:opacity-45 pointer-coarse:min-h-10 pointer-coarse:min-w-10',
        look === 'primary' && 'bg-accent text-on-accent not-data-disabled:hover:bg-accent-strong',
        look === 'soft' && 'bg-accent-soft text-accent hover:text-accent-strong',
        look === 'plain' &&
          (on === true
            ? 'bg-accent-soft text-accent'
            : 'text-mute not-data-disabled:hover:bg-hover not-data-disabled:hover:text-ink data-popup-open:bg-hover data-popup-open:text-ink'),
        sizes[size],
        className,
      )}
    >
      {icon}
    </BaseButton>
  )
  if (tip === 'none') return button
  return (
    <Tooltip label={label} keys={keys} side={tip}>
      {button}
    </Tooltip>
  )
}
