export { abilities, can, canRemove, type Ability, type RoomStanding } from './abilities.ts'
export {
  commandBodySchema,
  commandSchema,
  laneOf,
  personalLane,
  roomOfCommand,
  type Command,
  type CommandBody,
  type CommandKind,
  type CommandOf,
} from './commands.ts'
export {
  entryBodySchema,
  entrySchema,
  type BodyOf,
  type Entry,
  type EntryBody,
  type EntryKind,
} from './entries.ts'
export { errorCodeSchema, errors, isFinal, type ErrorCode, type Retry } from './errors.ts'
export {
  commandIdSchema,
  deviceIdSchema,
  directPair,
  directRoomId,
  entryIdSchema,
  fileIdSchema,
  lineageSchema,
  messageIdSchema,
  personIdSchema,
  roomIdSchema,
  type CommandId,
  type DeviceId,
  type EntryId,
  type FileId,
  type Instant,
  type Lineage,
  type MessageId,
  type PersonId,
  type RoomId,
  type Seq,
} from './ids.ts'
export { limits, protocolVersion } from './limits.ts'
export { emojiSchema } from './messages/emoji.ts'
export type { Forwarded, Mentions } from './messages/entries.ts'
export { asTombstone, foldMessage, itemOf, targetOf } from './messages/fold.ts'
export {
  itemSchema,
  type Item,
  type MessageItem,
  type NoticeItem,
  type Reaction,
  type Version,
} from './messages/item.ts'
export {
  changedPerson,
  everyoneHandles,
  handleSchema,
  isSamePerson,
  personSchema,
  personStatusSchema,
  statusAt,
  type Person,
  type PersonStatus,
  type ProfileChange,
} from './people.ts'
export type { FoldContext, Outcome, SubjectType } from './personal/kind.ts'
export {
  foldValue,
  isValueCommand,
  kindOfCommand,
  personalKinds,
  type FoldedValue,
  type PersonalKind,
  type PersonalValueItem,
  type SubjectOf,
  type ValueCommand,
  type ValueOf,
} from './personal/kinds.ts'
export {
  personalItemSchema,
  personalKey,
  type Membership,
  type PersonalItem,
  type PersonalValue,
  type ReadMark,
} from './personal/log.ts'
export { markRead, markUnread, readUpTo, unmarked } from './personal/read-mark.ts'
export { settingOf, settings, type SettingName, type SettingValue } from './personal/settings.ts'
export { foldRoom, isPinned, memberOf } from './rooms/fold.ts'
export {
  contractSchema,
  cursorSchema,
  memberSchema,
  roleSchema,
  roomKindSchema,
  roomStateSchema,
  titleSchema,
  topicSchema,
  type Contract,
  type Cursor,
  type Member,
  type Pin,
  type Role,
  type RoomKind,
  type RoomState,
} from './rooms/room.ts'
export {
  clientFrameSchema,
  serverFrameSchema,
  type ClientFrame,
  type ClientFrameOf,
  type PresenceState,
  type ServerFrame,
  type ServerFrameOf,
} from './sync/frames.ts'
export { headSum } from './sync/head-sum.ts'
export { type HoleCount, type ItemPage, type RoomPage } from './sync/pages.ts'
export { parseClientFrame, parseServerFrame, type Parsed } from './sync/parse.ts'
