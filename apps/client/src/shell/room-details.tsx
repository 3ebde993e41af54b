import type { RoomView } from '@parley/engine'
import { limits, type RoomId } from '@parley/protocol'
import { useState, type SubmitEvent } from 'react'
import { useRoom } from '../data/queries.ts'
import { useSession } from '../data/session.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useShell } from './shell-context.ts'

export interface RoomDetailsProps {
  readonly room: RoomId
  readonly onClose: () => void
}

/** A room's title and topic. */
export function RoomDetails({ room: id, onClose }: RoomDetailsProps) {
  const room = useRoom(id)
  return room ? <Details room={room} onClose={onClose} /> : null
}

function Details({ room, onClose }: { readonly room: RoomView; readonly onClose: () => void }) {
  const { intents } = useSession()
  const { run, tell } = useShell()
  const [title, setTitle] = useState(room.title)
  const [topic, setTopic] = useState(room.topic)
  const was = { title: room.title, topic: room.topic }
  const change = {
    title: title.trim() === was.title ? null : title.trim(),
    topic: topic.trim() === was.topic ? null : topic.trim(),
  }
  const changed = change.title !== null || change.topic !== null

  function save(event: SubmitEvent) {
    event.preventDefault()
    onClose()
    run(intents.changeRoom(room.id, change))
    tell('Saved', () =>
      run(
        intents.changeRoom(room.id, {
          title: change.title === null ? null : was.title,
          topic: change.topic === null ? null : was.topic,
        }),
      ),
    )
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="Title and topic"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary"
            type="submit"
            form="room-details"
            disabled={!changed || title.trim() === ''}
          >
            Save
          </Button>
        </>
      }
    >
      <form id="room-details" className="contents" onSubmit={save}>
        <TextField
          label="Title"
          value={title}
          required
          maxLength={limits.titleChars}
          onChange={(event) => setTitle(event.target.value)}
        />
        <TextField
          label="Topic"
          value={topic}
          hint="One line under the title: what this room is for."
          maxLength={limits.topicChars}
          onChange={(event) => setTopic(event.target.value)}
        />
      </form>
    </Dialog>
  )
}

/** An interview becomes a contract (R1). */
export function HireDialog({ room: id, onClose }: RoomDetailsProps) {
  const { intents } = useSession()
  const { run } = useShell()
  const room = useRoom(id)
  const [title, setTitle] = useState(room?.title ?? '')

  function start(event: SubmitEvent) {
    event.preventDefault()
    onClose()
    run(intents.startContract(id, title.trim()))
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="Start a contract"
      description="This interview becomes a contract room and keeps its history."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form="hire" disabled={title.trim() === ''}>
            Start contract
          </Button>
        </>
      }
    >
      <form id="hire" className="contents" onSubmit={start}>
        <TextField
          label="Contract title"
          value={title}
          required
          maxLength={limits.titleChars}
          onChange={(event) => setTitle(event.target.value)}
        />
      </form>
    </Dialog>
  )
}
