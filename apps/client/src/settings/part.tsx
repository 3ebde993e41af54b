import type { ReactNode } from 'react'

/** A part of a settings section: a heading, a line about it, and what can be set. */
export function Part({
  title,
  about,
  children,
}: {
  readonly title: string
  readonly about?: string
  readonly children: ReactNode
}) {
  return (
    <section aria-label={title} className="border-b border-line-soft py-5 last:border-0">
      <h3 className="font-semibold">{title}</h3>
      {about === undefined ? null : <p className="mt-0.5 text-second text-mute">{about}</p>}
      <div className="mt-3 flex max-w-112 flex-col gap-3.5">{children}</div>
    </section>
  )
}
