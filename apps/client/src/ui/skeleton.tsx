import { classNames } from './class-names.ts'

/** A place kept for what is coming. It shows only after 150 ms: what is quick needs no stand-in. */
export function Skeleton({ className }: { readonly className?: string }) {
  return (
    <span
      aria-hidden
      className={classNames('block animate-appear rounded-md bg-hover', className)}
    />
  )
}
