import { ChevronRight, Server } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/text-field.tsx'
import { EntryPage } from './entry-page.tsx'
import { onSubmit } from './form.ts'

export interface ServerAddressProps {
  /** Used here before, latest first. */
  readonly known: readonly string[]
  readonly busy: boolean
  readonly error?: string | undefined
  readonly onChoose: (address: string) => void
}

/** First run of the app: which server (D1). */
export function ServerAddress({ known, busy, error, onChoose }: ServerAddressProps) {
  return (
    <EntryPage title="Connect to your server" lead="Whoever invited you can tell you its address.">
      <form className="contents" onSubmit={onSubmit((read) => onChoose(read('address').trim()))}>
        <TextField
          name="address"
          label="Server address"
          placeholder="parley.example.com"
          inputMode="url"
          autoComplete="url"
          spellCheck={false}
          required
          dir="ltr"
          error={error}
        />
        <Button type="submit" look="primary" busy={busy}>
          Connect
        </Button>
      </form>
      {known.length === 0 ? null : (
        <ul className="-mx-2 -mb-2" aria-label="Servers used before">
          {known.map((address) => (
            <li key={address}>
              <button
                type="button"
                disabled={busy}
                onClick={() => onChoose(address)}
                className="flex w-full items-center gap-2.5 rounded-lg px-2 py-2 text-start hover:bg-hover"
              >
                <Server aria-hidden className="icon text-mute" />
                <bdi className="min-w-0 flex-1 truncate">{address}</bdi>
                <ChevronRight aria-hidden className="size-4 text-faint rtl:-scale-x-100" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </EntryPage>
  )
}
