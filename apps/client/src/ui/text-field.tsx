import { Field } from '@base-ui/react/field'
import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names.ts'

export interface TextFieldProps extends Omit<ComponentProps<'input'>, 'ref' | 'size'> {
  readonly label: string
  /** Kept for screen readers only, where the place says what it is. */
  readonly labelHidden?: boolean
  readonly hint?: ReactNode
  /** What is wrong and what to do; shown and announced while set. */
  readonly error?: string | undefined
  readonly icon?: ReactNode
  readonly end?: ReactNode
}

export function TextField({
  label,
  labelHidden = false,
  hint,
  error,
  icon,
  end,
  className,
  ...rest
}: TextFieldProps) {
  return (
    <Field.Root
      invalid={error !== undefined}
      className={classNames('flex flex-col gap-1', className)}
    >
      <Field.Label className={labelHidden ? 'sr-only' : 'text-second font-medium text-ink'}>
        {label}
      </Field.Label>
      <span className="flex h-9 items-center gap-2 rounded-md border border-line-strong bg-ground px-2.5 text-mute transition-colors duration-120 has-focus-visible:border-accent has-focus-visible:outline-2 has-focus-visible:outline-accent has-disabled:opacity-60 has-[input:read-only]:border-line has-[input:read-only]:bg-card has-data-invalid:border-hot pointer-coarse:h-11">
        {icon}
        <Field.Control
          {...rest}
          dir={rest.dir ?? 'auto'}
          className="h-full min-w-0 flex-1 bg-transparent text-ui text-ink outline-none pointer-coarse:text-[1rem]"
        />
        {end}
      </span>
      {hint !== undefined && error === undefined ? (
        <Field.Description className="text-second text-mute">{hint}</Field.Description>
      ) : null}
      {error === undefined ? null : (
        <Field.Error match className="text-second text-hot">
          {error}
        </Field.Error>
      )}
    </Field.Root>
  )
}
