import { Toast as Base } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'

/** The queue of notes to show; made once, where the interface starts, and handed down. */
export const createToasts = Base.createToastManager
export type Toasts = ReturnType<typeof createToasts>

export interface ToastsProps {
  readonly toasts: Toasts
  readonly children: ReactNode
}

/** Holds the interface and shows short notes above its lower edge: what was done, and how to take it back. */
export function ToastsShown({ toasts, children }: ToastsProps) {
  return (
    <Base.Provider toastManager={toasts} limit={3} timeout={6000}>
      {children}
      <Base.Portal>
        <Base.Viewport className="fixed inset-x-0 bottom-24 z-50 mx-auto flex w-fit max-w-[calc(100vw-2rem)] flex-col-reverse items-center gap-2 outline-none">
          <ToastList />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  )
}

function ToastList() {
  const { toasts } = Base.useToastManager()
  return toasts.map((toast) => (
    <Base.Root
      key={toast.id}
      toast={toast}
      swipeDirection={['down', 'right', 'left']}
      className="rounded-xl bg-ink text-ground shadow-float transition-[opacity,transform] duration-150 ease-out data-ending-style:translate-y-2 data-ending-style:opacity-0 data-limited:hidden data-starting-style:translate-y-2 data-starting-style:opacity-0"
    >
      <Base.Content className="flex items-center gap-3 py-2 ps-4 pe-2">
        <div className="min-w-0 text-ui">
          <Base.Title className="font-medium" />
          <Base.Description className="text-second opacity-80" />
        </div>
        <Base.Action className="rounded-md px-2 py-1 text-second font-semibold underline underline-offset-2 empty:hidden hover:bg-ground/15 focus-visible:outline-ground" />
        <Base.Close
          aria-label="Dismiss"
          className="rounded-md p-1.5 hover:bg-ground/15 focus-visible:outline-ground [&_svg]:size-4"
        >
          <X />
        </Base.Close>
      </Base.Content>
    </Base.Root>
  ))
}
