/** A room as a row of the list shows it, in texts that are ready to read. They may be worded only when a row is drawn. */
export interface RoomRowView {
  readonly id: string
  readonly title: string
  readonly kind: 'direct' | 'group' | 'interview' | 'contract'
  /** Whose colour and initials: the other person in a direct room, else the room. */
  readonly face: { readonly id: string; readonly name: string }
  /** The other person's presence, in direct rooms. */
  readonly presence?: 'on' | 'away' | 'off'
  /** The newest message in one line, with its author where that helps ("Bob: ..."). Empty in a new room. */
  readonly preview: string
  /** What is written here and not sent yet; it stands before the preview. */
  readonly draft?: string
  /** "09:38", "Mon", "14 Nov"; empty in a room without messages. */
  readonly when: string
  readonly unread: number
  readonly mentions: number
  /** Marked as unread by hand, with nothing new in it. */
  readonly markedUnread: boolean
  readonly muted: boolean
  readonly favourite: boolean
  readonly archived: boolean
  /** Not listed until something is said in it; it shows when it is looked for. */
  readonly hidden: boolean
  /** On its way to the server still: nothing can be kept about it yet. */
  readonly unsent: boolean
  /** The contract is over. */
  readonly ended: boolean
}

export interface RoomGroupView {
  readonly id: string
  readonly title: string
  readonly collapsed: boolean
  readonly rooms: readonly RoomRowView[]
}

export type RoomTab = 'recent' | 'unread' | 'categories' | 'archived'

/** What may be done with a room from its row. */
export type RowAct =
  | 'favourite'
  | 'unfavourite'
  | 'read'
  | 'unread'
  | 'archive'
  | 'unarchive'
  | 'hide'
  | 'show'

export function isUnread(room: RoomRowView): boolean {
  return room.unread > 0 || room.markedUnread
}
