import type { Photos } from '@parley/engine'
import type { Person } from '@parley/protocol'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useSession } from '../data/session.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'

// Only who changes their photo needs it.
const CropDialog = lazy(async () => ({ default: (await import('./crop-dialog.tsx')).CropDialog }))

const unreadable = 'This file is no picture that can be shown here. Choose another.'

/** The person's photo, another, or none. */
export function PhotoField({ me, photos }: { readonly me: Person; readonly photos: Photos }) {
  const { account, intents, onFault } = useSession()
  const file = useRef<HTMLInputElement>(null)
  const [source, setSource] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string>()
  useEffect(() => () => (source === undefined ? undefined : URL.revokeObjectURL(source)), [source])

  async function send(picture: Blob) {
    setBusy(true)
    setError(undefined)
    const sent = await photos.send(account, new Uint8Array(await picture.arrayBuffer()))
    setBusy(false)
    if (!sent.ok) return setError(sent.error.sentence)
    setSource(undefined)
    await intents.changeProfile({ photo: sent.value })
  }

  return (
    <div className="flex items-center gap-4 [--avatar-ground:var(--ground)]">
      <Avatar id={me.id} name={me.name} size="large" />
      <div>
        <div className="flex flex-wrap gap-2">
          <Button size="small" onClick={() => file.current?.click()}>
            {me.photo === null ? 'Add a photo' : 'Change photo'}
          </Button>
          {me.photo === null ? null : (
            <Button
              size="small"
              look="plain"
              onClick={() => void intents.changeProfile({ photo: null }).catch(onFault)}
            >
              Remove
            </Button>
          )}
        </div>
        <p className="mt-1.5 text-second text-mute">
          {error !== undefined && source === undefined
            ? error
            : 'A picture of any size; you choose the part to show.'}
        </p>
      </div>
      <input
        ref={file}
        type="file"
        accept="image/*"
        aria-label="Photo"
        className="hidden"
        onChange={({ currentTarget }) => {
          const [chosen] = currentTarget.files ?? []
          // The same file may be chosen again.
          currentTarget.value = ''
          setError(undefined)
          if (chosen) setSource(URL.createObjectURL(chosen))
        }}
      />
      {source === undefined ? null : (
        <Suspense fallback={null}>
          <CropDialog
            source={source}
            busy={busy}
            error={error}
            onCrop={(picture) => void send(picture).catch(onFault)}
            onUnreadable={() => {
              setSource(undefined)
              setError(unreadable)
            }}
            onClose={() => setSource(undefined)}
          />
        </Suspense>
      )}
    </div>
  )
}
