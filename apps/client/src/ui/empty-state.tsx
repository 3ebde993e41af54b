import type { ReactNode } from 'react'

export interface EmptyStateProps {
  readonly icon?: ReactNode
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
}

/** What stands where nothing is: why, and what to do next. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="m-auto flex max-w-80 flex-col items-center gap-1.5 px-6 py-8 text-center">
      {icon === undefined ? null : (
        <span className="mb-1.5 grid size-11 place-items-center rounded-2xl bg-accent-soft text-accent [&_svg]:icon">
          {icon}
        </span>
      )}
      <p className="text-title font-semibold">{title}</p>
      <div className="text-second text-mute text-balance">{children}</div>
      {action === undefined ? null : <div className="mt-3">{action}</div>}
    </div>
  )
}
