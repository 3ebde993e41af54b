import { classNames } from './class-names.ts'

export interface KbdProps {
  readonly children: string
  readonly inverse?: boolean
}

export function Kbd({ children, inverse = false }: KbdProps) {
  return (
    <kbd
      className={classNames(
        'pointer-coarse:hidden rounded-sm border px-1.25 font-sans text-[0.6875rem]/4 font-medium whitespace-nowrap',
        inverse ? 'border-ground/30 text-ground' : 'border-line bg-side text-mute',
      )}
    >
      {children}
    </kbd>
  )
}
