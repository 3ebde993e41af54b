import { LockOpen } from 'lucide-react'

/** What a page without https lacks, and why; nothing where the connection is safe. */
export function InsecureNote() {
  if (globalThis.isSecureContext) return null
  return (
    <aside className="mx-auto mb-4 flex w-full max-w-96 gap-3 rounded-xl border border-line bg-card px-4 py-3 text-second text-mute">
      <LockOpen aria-hidden className="mt-0.5 icon shrink-0" />
      <div>
        <p className="font-medium text-ink">This page came over plain http</p>
        <p className="mt-0.5">
          Browsers keep back what needs a safe connection: reading and writing without a network,
          microphone and camera, notifications, installing. Others on the way could read along, too.
          Whoever runs this server can give it an https address.
        </p>
      </div>
    </aside>
  )
}
