import type { VersionsFound } from '@parley/engine'
import type { EntryId, RoomId } from '@parley/protocol'
import { useEffect, useState } from 'react'
import { useSession } from '../data/session.ts'
import { useNow } from '../data/use-now.ts'
import { VersionList, type VersionView } from '../timeline/version-list.tsx'
import { WaitingMessages } from '../timeline/room-start.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { sentenceOf } from '../words/errors.ts'
import { wordChanges } from '../words/word-changes.ts'

export interface VersionsDialogProps {
  readonly room: RoomId
  readonly message: EntryId
  readonly onClose: () => void
}

type Found = Extract<VersionsFound, { versions: unknown }>
type State = { readonly found: Found | null; readonly problem: string | null }

/** What a message said before it was edited. The server alone keeps that, so it is asked. */
export function VersionsDialog({ room, message, onClose }: VersionsDialogProps) {
  const { engine, onFault } = useSession()
  const [{ found, problem }, setState] = useState<State>({ found: null, problem: null })
  useEffect(() => {
    let shown = true
    engine.versions(room, message, null).then((answer) => {
      if (shown) setState(stateAfter(null, answer))
    }, onFault)
    return () => {
      shown = false
    }
  }, [engine, room, message, onFault])
  function ask() {
    engine
      .versions(room, message, found?.next ?? null)
      .then((answer) => setState(stateAfter(found, answer)), onFault)
  }
  const versions = useVersionViews(found)
  const isAlone = found !== null && found.next === null && found.versions.length === 1
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title="Earlier versions"
      description="Newest first, each with what it changed. Everyone in the room can read them."
    >
      {found === null && problem === null ? <WaitingMessages rows={2} /> : null}
      <VersionList versions={versions} />
      {isAlone ? (
        <p className="text-second text-mute">
          It was edited where it came from; its earlier words did not come along.
        </p>
      ) : null}
      {problem === null ? null : (
        <p role="alert" className="flex flex-wrap items-center gap-2 text-second text-hot">
          {problem}
          <Button size="small" onClick={ask}>
            Try again
          </Button>
        </p>
      )}
      {found !== null && found.next !== null ? (
        <Button className="self-start" onClick={ask}>
          Show older versions
        </Button>
      ) : null}
    </Dialog>
  )
}

function stateAfter(before: Found | null, answer: VersionsFound): State {
  if ('code' in answer) return { found: before, problem: sentenceOf(answer.code) }
  const versions = [...(before?.versions ?? []), ...answer.versions]
  return { found: { versions, next: answer.next }, problem: null }
}

function useVersionViews(found: Found | null): readonly VersionView[] {
  const { times } = useSession()
  const now = useNow()
  if (found === null) return []
  const { versions, next } = found
  return versions.map(({ seq, at, text }, index): VersionView => {
    const before = versions[index + 1]
    const isFirst = before === undefined && next === null
    return {
      key: String(seq),
      title: `${isFirst ? 'Written' : 'Edited'} ${times.moment(at, now)}`,
      isoTime: times.iso(at),
      changes: (before && wordChanges(before.text, text)) ?? [{ text, what: 'same' }],
    }
  })
}
