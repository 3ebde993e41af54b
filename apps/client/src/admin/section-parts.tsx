import { Check, Copy } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { Skeleton } from '../ui/skeleton.tsx'
import type { Answer } from './use-server.ts'

/** A part of a section with its heading. */
export function Part({
  title,
  lead,
  end,
  children,
}: {
  readonly title: string
  readonly lead?: ReactNode
  readonly end?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <section aria-label={title} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2 className="text-ui font-semibold">{title}</h2>
          {lead === undefined ? null : <p className="text-second text-mute">{lead}</p>}
        </div>
        {end}
      </div>
      {children}
    </section>
  )
}

/** What came, or that it is on its way, or why not, with a way to ask again. */
export function Awaited<T>({
  answer,
  children,
}: {
  readonly answer: Answer<T>
  readonly children: (value: T) => ReactNode
}) {
  const { value, failed, busy, reload } = answer
  return (
    <>
      {failed === undefined ? null : (
        <div
          role="alert"
          className="flex flex-wrap items-center justify-between gap-2 rounded-lg bg-hot-soft px-3 py-2 text-second"
        >
          <span>{failed}</span>
          <Button size="small" busy={busy} onClick={reload}>
            Try again
          </Button>
        </div>
      )}
      {value === undefined ? failed === undefined ? <Waiting /> : null : children(value)}
    </>
  )
}

function Waiting() {
  return (
    <div aria-busy className="flex flex-col gap-2.5">
      {['w-3/4', 'w-1/2', 'w-2/3'].map((width) => (
        <Skeleton key={width} className={`h-10 ${width}`} />
      ))}
    </div>
  )
}

/** A list in a frame; `empty` is said in its place when there is nothing. */
export function Rows({
  empty,
  children,
}: {
  readonly empty?: string
  readonly children?: ReactNode
}) {
  if (empty !== undefined)
    return (
      <p className="rounded-xl border border-dashed border-line px-4 py-5 text-center text-second text-mute">
        {empty}
      </p>
    )
  return (
    <ul className="divide-y divide-line-soft overflow-hidden rounded-xl border border-line">
      {children}
    </ul>
  )
}

const tones = {
  plain: 'bg-hover text-mute',
  good: 'bg-accent-soft text-accent',
  bad: 'bg-hot-soft text-hot',
} as const

/** A word about a row's state. */
export function Tag({
  tone = 'plain',
  children,
}: {
  readonly tone?: keyof typeof tones
  readonly children: ReactNode
}) {
  return (
    <span
      className={classNames(
        'inline-block shrink-0 rounded-full px-2 py-0.5 text-label font-medium whitespace-nowrap',
        tones[tone],
      )}
    >
      {children}
    </span>
  )
}

/** Something that is shown this once, to be copied. */
export function ShownOnce({
  label,
  secret,
  onDone,
}: {
  readonly label: string
  readonly secret: string
  readonly onDone: () => void
}) {
  const [copied, setCopied] = useState(false)
  return (
    <div
      role="status"
      className="flex flex-col gap-2 rounded-xl border border-accent bg-accent-soft p-3.5"
    >
      <p className="text-second font-medium">{label} It is shown this once: keep it now.</p>
      <code
        dir="ltr"
        className="rounded-md bg-ground px-2.5 py-2 font-mono text-second wrap-anywhere select-all"
      >
        {secret}
      </code>
      <div className="flex gap-2">
        <Button
          size="small"
          look="primary"
          icon={copied ? <Check className="icon" /> : <Copy className="icon" />}
          onClick={() => {
            // Where a browser refuses, the text is there to be selected.
            void navigator.clipboard?.writeText(secret).then(
              () => setCopied(true),
              () => setCopied(false),
            )
          }}
        >
          {copied ? 'Copied' : 'Copy'}
        </Button>
        <Button size="small" onClick={onDone}>
          I have kept it
        </Button>
      </div>
    </div>
  )
}

/** Several of some, each with what it means. */
export function Choices({
  label,
  options,
  chosen,
  onChange,
}: {
  readonly label: string
  readonly options: readonly { readonly name: string; readonly does?: string }[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: string[]) => void
}) {
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-second font-medium">{label}</legend>
      <div className="grid gap-x-4 gap-y-1 pair:grid-cols-2">
        {options.map(({ name, does }) => (
          <label
            key={name}
            className="flex min-h-7 items-start gap-2 text-second pointer-coarse:min-h-11"
          >
            <input
              type="checkbox"
              className="mt-0.75 size-3.5 shrink-0 accent-accent"
              checked={chosen.includes(name)}
              onChange={({ target }) =>
                onChange(
                  target.checked ? [...chosen, name] : chosen.filter((other) => other !== name),
                )
              }
            />
            <span>
              <span dir="ltr">{name}</span>
              {does === undefined ? null : <span className="text-mute"> · {does}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
