import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { IconButton } from './icon-button.tsx'

export interface DialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly description?: ReactNode
  readonly children?: ReactNode
  /** Buttons, the one that does it last. */
  readonly actions?: ReactNode
  readonly wide?: boolean
}

export function Dialog({
  open,
  onClose,
  title,
  description,
  children,
  actions,
  wide = false,
}: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-veil transition-opacity duration-150 ease-out data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Viewport className="fixed inset-0 z-40 grid grid-cols-[minmax(0,1fr)] place-items-center overflow-y-auto p-4 max-pair:place-items-end max-pair:p-0">
          <Base.Popup
            className={classNames(
              'relative flex max-h-[min(44rem,calc(100dvh-2rem))] w-full flex-col rounded-2xl border border-line bg-ground shadow-float outline-none transition-[opacity,transform] duration-150 ease-out data-ending-style:translate-y-1 data-ending-style:opacity-0 data-starting-style:translate-y-1 data-starting-style:opacity-0 max-pair:max-w-none max-pair:rounded-b-none',
              wide ? 'max-w-160' : 'max-w-112',
            )}
          >
            <div className="ps-5 pe-14 pt-4 pb-3">
              <div>
                <Base.Title className="text-title font-semibold">{title}</Base.Title>
                {description === undefined ? null : (
                  <Base.Description className="mt-0.5 text-second text-mute">
                    {description}
                  </Base.Description>
                )}
              </div>
            </div>
            <div className="flex min-h-0 flex-col gap-3.5 overflow-y-auto px-5 pt-1 pb-5">
              {children}
            </div>
            {actions === undefined ? null : (
              <div className="flex flex-wrap justify-end gap-2 border-t border-line-soft px-5 py-3.5">
                {actions}
              </div>
            )}
            {/* Last, so that the focus begins at the first field. */}
            <Base.Close
              render={
                <IconButton
                  label="Close"
                  icon={<X />}
                  // A tooltip would open with the focus and take the first Esc for itself.
                  tip="none"
                  className="absolute! end-3.5 top-3"
                />
              }
            />
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}
