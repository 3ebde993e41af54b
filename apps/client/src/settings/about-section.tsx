import { useEffect, useState } from 'react'
import { z } from 'zod'
import { useSession } from '../data/session.ts'
import { Button } from '../ui/button.tsx'
import { Part } from './part.tsx'

const versionSchema = z.object({ version: z.string() })
type Storage = { usedBytes: number | undefined; persisted: boolean }

/** Which server this is, and what this device keeps. */
export function AboutSection() {
  const { account, host, durable } = useSession()
  const [version, setVersion] = useState<string>()
  const [storage, setStorage] = useState<Storage>()
  useEffect(() => {
    void host.call(account, { method: 'GET', path: '/api/v1/server' }).then((answer) => {
      const parsed = versionSchema.safeParse(answer.ok ? answer.value : null)
      if (parsed.success) setVersion(parsed.data.version)
    })
    void look().then(setStorage, () => setStorage(undefined))
  }, [account, host])
  return (
    <>
      <Part title="Parley">
        <p>
          {account.server}
          {version === undefined ? '' : `, version ${version}`}
        </p>
        <p className="text-second text-mute">Free software under the MIT licence.</p>
      </Part>
      <Part title="On this device">
        {storage?.usedBytes === undefined ? null : (
          <p>{megabytes(storage.usedBytes)} are used for messages and photos.</p>
        )}
        <p className="text-second text-mute">{keptText(durable, storage?.persisted ?? false)}</p>
        {durable && storage?.persisted === false ? (
          <Button
            className="self-start"
            onClick={() => void navigator.storage.persist().then(look).then(setStorage)}
          >
            Keep it for good
          </Button>
        ) : null}
      </Part>
    </>
  )
}

async function look(): Promise<Storage> {
  const { usage } = await navigator.storage.estimate()
  return { usedBytes: usage, persisted: await navigator.storage.persisted() }
}

const megabytes = (bytes: number) =>
  new Intl.NumberFormat('en', { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 }).format(
    bytes / 1_000_000,
  )

function keptText(durable: boolean, persisted: boolean): string {
  if (!durable) return 'Nothing is kept here: this page has no storage of its own.'
  return persisted
    ? 'It stays until you sign out.'
    : 'It stays until you sign out, or until the browser needs the room.'
}
