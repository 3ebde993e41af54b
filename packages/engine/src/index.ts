export { createEngine, type Engine, type EngineDeps } from './engine.ts'
export { applyDifference, difference } from './queries/differ.ts'
export { createMemoryFiles, type MemoryFiles, type StoreStep } from './store/memory.ts'
export type { EngineApi, EngineEvents, Enqueued, VersionsFound } from './api.ts'
export type { DesktopBridge, EngineOpening, EnginePortMessage } from './desktop-bridge.ts'
export type {
  Account,
  EngineEnd,
  Host,
  HostError,
  Opened,
  Outcome,
  Photos,
  ServerCall,
  ServerInfo,
} from './host.ts'
export type {
  Chance,
  Clock,
  CloseReason,
  Connection,
  Credentials,
  Transport,
  TransportListener,
} from './ports.ts'
export type {
  BlockedRow,
  ConnectionState,
  Delivery,
  Difference,
  FailedRow,
  LostDraft,
  FoundRow,
  MemberRow,
  MessageRow,
  NoticeRow,
  PersonRow,
  PinRow,
  PresenceRow,
  Queries,
  Query,
  QueryName,
  ResultOf,
  RoomRow,
  RoomView,
  SavedRow,
  ScheduleRow,
  Settings,
  StatusView,
  TimelineRow,
  TimelineView,
  UnreadReasons,
} from './queries/views.ts'
export { StorageFull } from './store/port.ts'
export type {
  Cache,
  CachedRoom,
  CachedValue,
  CacheMeta,
  CacheTx,
  Draft,
  EngineStore,
  Hole,
  KeptMessage,
  Outbox,
  OutboxRow,
  OutboxState,
  OutboxTx,
  Preview,
  Range,
  Sync,
} from './store/port.ts'
