import { classNames } from './class-names.ts'

export interface BadgeProps {
  readonly count: number
  /** What is counted, for screen readers: "5 unread". */
  readonly label: string
  readonly hot?: boolean
}

export function Badge({ count, label, hot = false }: BadgeProps) {
  return (
    <span
      className={classNames(
        'inline-block h-4.5 min-w-4.5 rounded-full px-1.25 text-center text-[0.6875rem]/4.5 font-semibold tabular-nums',
        hot ? 'bg-hot text-on-hot' : 'bg-accent text-on-accent',
      )}
    >
      <span aria-hidden>{count > 999 ? '999+' : count}</span>
      <span className="sr-only">{label}</span>
    </span>
  )
}
