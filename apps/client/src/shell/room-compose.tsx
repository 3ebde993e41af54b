import type { RoomView } from '@parley/engine'
import { limits } from '@parley/protocol'
import { AtSign } from 'lucide-react'
import { useState, type FocusEvent, type RefObject } from 'react'
import { Composer } from '../composer/composer.tsx'
import type { CompletionQuery } from '../composer/completion.ts'
import type { CompletionOption } from '../composer/completion-list.tsx'
import { useSession } from '../data/session.ts'
import { useSetting } from '../data/settings.ts'
import { useNow } from '../data/use-now.ts'
import { useEmojiNames } from '../timeline/emoji-names.ts'
import { Avatar } from '../ui/avatar.tsx'
import { elsewhereOf, nowThere, sendTimes } from '../words/schedule-words.ts'
import { ScheduledLine } from './scheduled-dialog.tsx'
import { useShell } from './shell-context.ts'
import type { Composing } from './use-composing.ts'

const shown = 8

export interface RoomComposeProps {
  readonly room: RoomView
  readonly composing: Composing
  readonly box: RefObject<HTMLTextAreaElement | null>
}

/** Where one writes in the open room, with its people and the emoji to complete. */
export function RoomCompose({ room, composing, box }: RoomComposeProps) {
  const [enterSends, setEnterSends] = useSetting('enterSends')
  const [wantsEmoji, setWantsEmoji] = useState(false)
  const { account, times, zone } = useSession()
  const { show } = useShell()
  const now = useNow()
  const elsewhere = elsewhereOf(room.other, zone)
  const emoji = useEmojiNames(wantsEmoji)

  function completionsFor(query: CompletionQuery): readonly CompletionOption[] {
    if (query.kind === 'mention') return mentionsFor(room, account.person, query.letters)
    return (emoji?.findEmoji(query.letters, shown) ?? []).map(({ name, character }) => ({
      key: name,
      insert: character,
      label: `:${name}:`,
      icon: character,
    }))
  }
  function onChange(text: string) {
    if (!wantsEmoji && text.includes(':')) setWantsEmoji(true)
    composing.onChange(text)
  }
  function onBlur(event: FocusEvent) {
    if (!event.currentTarget.contains(event.relatedTarget)) composing.onLeave()
  }
  return (
    <div onBlur={onBlur}>
      <ScheduledLine room={room} />
      <Composer
        text={composing.text}
        mode={composing.mode}
        placeholder={`Message ${room.title}`}
        enterSends={enterSends}
        maxLength={limits.messageChars}
        completionsFor={completionsFor}
        onChange={onChange}
        onSend={composing.onSend}
        later={{
          note: elsewhere === null ? undefined : nowThere(elsewhere, now),
          choices: sendTimes({ times, zone, now }, elsewhere),
          onPick: composing.onSendAt,
          onOther: () => show({ kind: 'send-later', room: room.id, onPick: composing.onSendAt }),
        }}
        onEditLast={composing.onEditLast}
        onCancelMode={composing.onCancelMode}
        onEnterSends={setEnterSends}
        inputRef={box}
      />
    </div>
  )
}

/** Members whose handle or a word of whose name begins with `letters`; everyone at once where that is allowed (M4). */
function mentionsFor(room: RoomView, me: string, letters: string): readonly CompletionOption[] {
  const wanted = letters.toLowerCase()
  const people = room.members
    .map(({ person }) => person)
    .filter(({ id }) => id !== me)
    .filter(({ handle, name }) =>
      [handle, ...name.toLowerCase().split(/\s+/)].some((word) => word.startsWith(wanted)),
    )
    .map((person) => ({
      key: person.id,
      insert: `@${person.handle}`,
      label: person.name,
      hint: `@${person.handle}`,
      icon: <Avatar id={person.id} name={person.name} size="small" />,
    }))
  const everyone = room.abilities.includes('message.mention-all')
    ? [
        { name: 'all', hint: 'Everyone in this room' },
        { name: 'here', hint: 'Everyone who is here now' },
      ].filter(({ name }) => name.startsWith(wanted))
    : []
  return [
    ...people,
    ...everyone.map(({ name, hint }) => ({
      key: name,
      insert: `@${name}`,
      label: `@${name}`,
      hint,
      icon: <AtSign aria-hidden className="icon text-mute" />,
    })),
  ].slice(0, shown)
}
