import { classNames } from '../ui/class-names.ts'

/** One of a few, all in sight. */
export function Choice<Value extends string>({
  label,
  value,
  options,
  onPick,
}: {
  readonly label: string
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly onPick: (value: Value) => void
}) {
  return (
    <fieldset>
      <legend className="mb-1 text-second font-medium">{label}</legend>
      <div className="flex flex-wrap gap-1 rounded-lg bg-side p-1">
        {options.map((option) => (
          <label
            key={option.value}
            className={classNames(
              'flex-1 cursor-pointer rounded-md px-2.5 py-1.25 text-center text-second whitespace-nowrap has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:py-2.5',
              option.value === value
                ? 'bg-ground font-medium shadow-sm'
                : 'text-mute hover:text-ink',
            )}
          >
            <input
              type="radio"
              name={label}
              className="sr-only"
              checked={option.value === value}
              onChange={() => onPick(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
