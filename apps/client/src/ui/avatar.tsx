import { Avatar as Base } from '@base-ui/react/avatar'
import { colourOf } from '../theme/colour-of.ts'
import { classNames } from './class-names.ts'
import { useFace } from './faces.ts'
import { initialsOf } from './initials.ts'

const sizes = {
  small: 'size-6 rounded-[0.4375rem] text-[0.625rem]',
  medium: 'size-8 rounded-[0.5625rem] text-[0.75rem]',
  large: 'size-14 rounded-2xl text-[1.25rem]',
} as const

const dots = {
  on: 'bg-ok',
  away: 'bg-away',
  off: 'bg-(--avatar-ground,var(--side)) inset-ring-2 inset-ring-faint',
} as const

export interface AvatarProps {
  /** Decides the colour. */
  readonly id: string
  readonly name: string
  readonly size?: keyof typeof sizes
  /** A dot at the lower corner; none when left out. Say in words beside it what it means. */
  readonly dot?: keyof typeof dots | undefined
}

/** A face or initials. Silent for screen readers: the name always stands beside it. */
export function Avatar({ id, name, size = 'medium', dot }: AvatarProps) {
  const photo = useFace(id, size === 'large' ? 'large' : 'small')
  return (
    <span aria-hidden className="relative block shrink-0 select-none">
      <Base.Root
        className={classNames(
          'grid place-items-center overflow-hidden font-semibold text-white',
          sizes[size],
        )}
        style={{ background: colourOf(id) }}
      >
        {photo === undefined ? null : (
          <Base.Image src={photo} alt="" className="size-full object-cover" />
        )}
        <Base.Fallback className="leading-none">{initialsOf(name)}</Base.Fallback>
      </Base.Root>
      {dot === undefined ? null : (
        <span
          className={classNames(
            'absolute -end-0.5 -bottom-0.5 size-2.25 rounded-full outline-2 outline-(--avatar-ground,var(--side))',
            dots[dot],
          )}
        />
      )}
    </span>
  )
}
