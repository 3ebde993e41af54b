import { classNames } from '../ui/class-names.ts'
import type { NoticeView } from './message-view.ts'

const rule =
  'flex items-center gap-3 px-2 pt-3.5 pb-2 text-[0.75rem]/4 font-medium before:flex-1 before:border-t after:flex-1 after:border-t'

export function DayLine({ day }: { readonly day: string }) {
  return (
    <div className={classNames(rule, 'text-mute before:border-line-soft after:border-line-soft')}>
      {day}
    </div>
  )
}

export function NewLine() {
  return (
    <div className={classNames(rule, 'text-hot before:border-hot/45 after:border-hot/45')}>New</div>
  )
}

export interface NoticeRowProps {
  readonly notice: NoticeView
  readonly onOpen: (messageId: string) => void
}

/** What happened in the room rather than what was said. */
export function NoticeRow({ notice, onOpen }: NoticeRowProps) {
  const { message } = notice
  return (
    <div className="flex items-baseline gap-3 px-2 py-1 text-second text-mute">
      <span className="w-8 shrink-0" />
      <span dir="auto" className="min-w-0 wrap-anywhere">
        {notice.text}
        {message === undefined ? null : (
          <button
            type="button"
            onClick={() => onOpen(message)}
            className="ms-1.5 rounded-sm text-accent underline-offset-2 hover:underline"
          >
            Show it
          </button>
        )}
        <time dateTime={notice.isoTime} className="ms-2 text-label text-faint">
          {notice.time}
        </time>
      </span>
    </div>
  )
}
