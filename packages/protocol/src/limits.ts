/** Every number both sides must agree on. Bytes are UTF-8; characters are UTF-16 units, as `String.length` counts. */
export const limits = {
  /** The first frame of a socket, before anyone is known. */
  helloBytes: 16 * 1024,
  helloMs: 5_000,
  frameBytes: 512 * 1024,
  messageChars: 20_000,
  titleChars: 120,
  topicChars: 500,
  nameChars: 80,
  handleChars: 32,
  emojiChars: 40,
  statusChars: 100,
  /** A picture as it is uploaded to become a profile photo; less than this. */
  photoBytes: 6_000_000,
  /** Width times height of such a picture, whatever its bytes. */
  photoPixels: 50_000_000,
  /** Distinct emoji on one message; each may have any number of people. */
  reactionsPerMessage: 50,
  /** Messages one room holds up at a time. */
  pinsPerRoom: 100,
  /** A name under which a person keeps a value, and a setting's value as JSON. */
  valueNameChars: 64,
  settingChars: 8_192,
  peoplePerCommand: 100,
  membersPerRoom: 2_000,
  roomsPerPull: 500,
  /** Entries in one answer to a pull, over all its rooms. */
  entriesPerPage: 1_000,
  /** A room further behind than this gets a snapshot and a hole, not its entries. */
  entriesBehind: 2_000,
  itemsPerPage: 200,
  snapshotItems: 50,
  itemsPerLookUp: 200,
  versionsPerPage: 50,
  lookRooms: 20,
  lookPeople: 500,
  headCheckMs: 30_000,
  /** A typing notice is forgotten after this; senders repeat it while typing at half of it. */
  typingMs: 6_000,
  /** "Seen by" is shown in rooms of at most this many members. */
  seenMembers: 50,
  /** Bytes waiting for a slow reader before its socket is closed with `slow-reader`. */
  slowReaderBytes: 4 * 1024 * 1024,
  /** How long a final refusal is remembered for resends. */
  refusalDays: 30,
  /** Commands one socket may send: a bucket of this many, refilled at `commandsPerSecond`. */
  commandsBurst: 400,
  commandsPerSecond: 50,
} as const

export const protocolVersion = 1
