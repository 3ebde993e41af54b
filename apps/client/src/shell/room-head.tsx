import { ArrowLeft, Star, Users } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../ui/icon-button.tsx'

export interface RoomHeadProps {
  readonly title: string
  /** "Contract · active"; left out where there is nothing to tag. */
  readonly tag?: string
  /** "Weekly draft on Tuesdays · 4 people, Bob's time 03:41" */
  readonly about: string
  readonly favourite: boolean
  readonly peopleOpen: boolean
  readonly onBack: () => void
  readonly onFavourite: () => void
  readonly onPeople: () => void
  /** More buttons, before the people's. */
  readonly tools?: ReactNode
  /** Stands last. */
  readonly menu?: ReactNode
}

export function RoomHead(props: RoomHeadProps) {
  return (
    <header className="flex h-(--head) shrink-0 items-center gap-2.5 border-b border-line ps-4.5 pe-3 max-pair:ps-2">
      <IconButton
        label="Back to rooms"
        icon={<ArrowLeft className="rtl:-scale-x-100" />}
        onClick={props.onBack}
        className="pair:hidden"
      />
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-2">
          <h1 dir="auto" className="truncate name-start text-title font-semibold">
            {props.title}
          </h1>
          {props.tag === undefined ? null : (
            <span className="shrink-0 max-pair:hidden rounded-full bg-accent-soft px-2 py-px text-label/4.5 font-medium text-accent">
              {props.tag}
            </span>
          )}
        </div>
        {props.about === '' ? null : (
          <p dir="auto" className="truncate name-start text-second text-mute">
            {props.about}
          </p>
        )}
      </div>
      <div className="flex shrink-0 gap-1">
        {props.tools}
        <IconButton
          label={props.favourite ? 'Remove from favourites' : 'Add to favourites'}
          icon={<Star className={props.favourite ? 'fill-current text-accent' : ''} />}
          tip="bottom"
          onClick={props.onFavourite}
        />
        <IconButton
          label="People"
          icon={<Users />}
          on={props.peopleOpen}
          tip="bottom"
          onClick={props.onPeople}
        />
        {props.menu}
      </div>
    </header>
  )
}
