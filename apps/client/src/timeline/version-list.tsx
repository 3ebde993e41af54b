import type { WordChange } from '../words/word-changes.ts'

export interface VersionView {
  readonly key: string
  /** "Edited today at 09:22", "Written Monday 23 November at 09:12" */
  readonly title: string
  readonly isoTime: string
  /** Against the version before it; the whole text as it was first. */
  readonly changes: readonly WordChange[]
}

export interface VersionListProps {
  /** Newest first. */
  readonly versions: readonly VersionView[]
}

/** What a message said, version by version, with what each changed. */
export function VersionList({ versions }: VersionListProps) {
  return (
    <ol className="flex flex-col gap-3">
      {versions.map(({ key, title, isoTime, changes }) => (
        <li key={key} className="border-s-3 border-line ps-3">
          <time dateTime={isoTime} className="text-[0.75rem] text-mute">
            {title}
          </time>
          <p dir="auto" className="text-message wrap-anywhere whitespace-pre-wrap">
            {changes.map((change, at) => (
              <Change key={at} {...change} />
            ))}
          </p>
        </li>
      ))}
    </ol>
  )
}

function Change({ text, what }: WordChange) {
  switch (what) {
    case 'same':
      return text
    case 'in':
      return <ins className="rounded-xs bg-accent-soft px-px text-ink no-underline">{text}</ins>
    case 'out':
      return <del className="px-px text-faint decoration-hot/60">{text}</del>
  }
}
