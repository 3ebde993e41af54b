import { ArrowLeft } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import { Link } from 'wouter'
import { classNames } from '../ui/class-names.ts'
import { IconButton } from '../ui/icon-button.tsx'

export interface SettingsSection {
  /** Its place in the address: `/settings/ID`. */
  readonly id: string
  readonly title: string
  readonly icon: ReactNode
  readonly body: () => ReactNode
}

export interface SettingsPageProps {
  readonly sections: readonly SettingsSection[]
  /** The section in the address; undefined on a phone's list of them. */
  readonly at: string | undefined
  readonly onBack: () => void
}

/** Everything that can be set: sections at the side, one of them open. On a phone the list, then the section. */
export function SettingsPage({ sections, at, onBack }: SettingsPageProps) {
  const named = sections.find(({ id }) => id === at)
  const open = named ?? sections[0]
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [open?.id])
  useEffect(() => {
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onBack()
    }
    addEventListener('keydown', leave)
    return () => removeEventListener('keydown', leave)
  }, [onBack])
  return (
    <div className="flex min-h-0 flex-1 bg-ground">
      <nav
        aria-label="Settings"
        className={classNames(
          'flex w-60 shrink-0 flex-col border-e border-line bg-side max-pair:w-full max-pair:border-0',
          named && 'max-pair:hidden',
        )}
      >
        <div className="flex h-(--head) items-center gap-2 px-3">
          <IconButton
            label="Back to rooms"
            icon={<ArrowLeft className="rtl:-scale-x-100" />}
            tip="bottom"
            onClick={onBack}
          />
          <h1 className="text-title font-semibold">Settings</h1>
        </div>
        <ul className="flex flex-col gap-0.5 overflow-y-auto px-2 pb-2">
          {sections.map(({ id, title, icon }) => (
            <li key={id}>
              <Link
                href={`/settings/${id}`}
                aria-current={id === open?.id ? 'page' : undefined}
                className={classNames(
                  'flex h-9 items-center gap-2.5 rounded-lg px-2.5 hover:bg-hover pointer-coarse:h-11 [&_svg]:icon',
                  id === open?.id ? 'bg-hover font-medium max-pair:bg-transparent' : 'text-mute',
                )}
              >
                {icon}
                {title}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <main
        className={classNames(
          'min-w-0 flex-1 overflow-y-auto px-8 max-pair:px-4',
          named === undefined && 'max-pair:hidden',
        )}
      >
        {open === undefined ? null : (
          <div className="mx-auto max-w-160 pb-10">
            <div className="flex h-(--head) items-center gap-2">
              <Link
                href="/settings"
                aria-label="All settings"
                className="grid size-10 place-items-center rounded-md text-mute hover:bg-hover pair:hidden [&_svg]:icon"
              >
                <ArrowLeft className="rtl:-scale-x-100" />
              </Link>
              <h2 ref={heading} tabIndex={-1} className="text-title font-semibold outline-none">
                {open.title}
              </h2>
            </div>
            {open.body()}
          </div>
        )}
      </main>
    </div>
  )
}
