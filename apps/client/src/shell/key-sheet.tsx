import { Dialog } from '../ui/dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { keyLabel } from '../ui/key-label.ts'
import { onMac } from './on-mac.ts'
import { keySheet } from './shell-keys.ts'

/** All keys on one sheet (Ctrl+/). */
export function KeySheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog open onClose={onClose} wide title="Keyboard">
      <KeyLists />
    </Dialog>
  )
}

export function KeyLists() {
  return (
    <div className="gap-8 pair:columns-2">
      {keySheet.map(({ title, keys }) => (
        <section key={title} aria-label={title} className="mb-4 break-inside-avoid">
          <h3 className="mb-1 text-label font-semibold text-faint">{title}</h3>
          <dl>
            {keys.map(({ what, chords }) => (
              <div key={what} className="flex items-baseline justify-between gap-3 py-1">
                <dt>{what}</dt>
                <dd className="flex shrink-0 flex-wrap justify-end gap-1">
                  {chords.map((chord) => (
                    <Kbd key={chord}>{keyLabel(chord, onMac)}</Kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}
