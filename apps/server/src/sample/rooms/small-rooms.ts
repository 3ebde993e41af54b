import type { RoomScript } from '../script.ts'

/** An interview under way: unread for the client, with a mention. */
export const interview: RoomScript = {
  key: 'ios-interview',
  kind: 'interview',
  title: 'iOS engineer',
  topic: 'Take-home, then one call',
  opened: [5, '10:00'],
  owner: 'alice',
  members: ['tariq', 'mei'],
  favouriteOf: [],
  unread: { alice: 3, mei: 1 },
  lines: [
    {
      when: [5, '10:01'],
      by: 'alice',
      say: 'Hello Tariq, glad you answered. Mei will read your code with me.',
    },
    {
      when: [5, '10:24'],
      by: 'tariq',
      say: 'Hello Alice, hello Mei. When would you like the take-home?',
    },
    {
      when: [5, '10:30'],
      by: 'mei',
      say: 'A week is fine. We care about tests and about what you leave out.',
    },
    {
      when: [1, '18:02'],
      by: 'tariq',
      say: 'A question: may I use the system date picker, or is a custom one part of the exercise?',
    },
    { when: [1, '18:10'], by: 'mei', say: 'System. Always system.', react: { '🙏': ['tariq'] } },
    {
      when: 112,
      by: 'tariq',
      say: 'Here is the take-home, with tests: https://example.org/tariq/take-home',
    },
    {
      when: 110,
      by: 'tariq',
      say: 'The sync is the interesting part:\n```swift\nfunc merge(_ a: Note, _ b: Note) -> Note {\n  a.version >= b.version ? a : b\n}\n```',
    },
    { when: 106, by: 'tariq', say: '@alice the README has the three things I would do next.' },
  ],
}

/** A contract that is over and paid. */
export const illustrations: RoomScript = {
  key: 'illustrations',
  kind: 'contract',
  title:
    'Illustrations for the handbook, including the cover, the chapter openers and all of the margin drawings',
  topic: '',
  opened: [40, '11:00'],
  owner: 'alice',
  members: ['max'],
  favouriteOf: [],
  unread: {},
  lines: [
    { when: [40, '11:03'], by: 'alice', say: 'Twelve drawings, two rounds of changes, as agreed.' },
    {
      when: [33, '09:45'],
      by: 'max',
      say: 'The first six are ready. The hedgehog insisted on being in all of them.',
    },
    { when: [33, '10:10'], by: 'alice', say: 'The hedgehog was right.', react: { '🦔': ['max'] } },
    { when: [12, '17:20'], by: 'max', say: 'All twelve delivered. It was a joy.' },
    {
      when: [12, '17:42'],
      by: 'alice',
      say: 'Paid in full, with thanks. I will be back for the second edition.',
    },
    { when: [12, '17:43'], by: 'alice', endContract: true },
  ],
}

/** A plain group. */
export const copyPool: RoomScript = {
  key: 'copy-pool',
  kind: 'group',
  title: 'Copy pool',
  topic: 'Words for everything',
  opened: [30, '08:30'],
  owner: 'ines',
  members: ['alice', 'bob', 'noa'],
  favouriteOf: [],
  unread: {},
  lines: [
    { when: [30, '08:31'], by: 'ines', say: 'A room for words that need a second pair of eyes.' },
    {
      when: [6, '13:05'],
      by: 'ines',
      as: 'about',
      say: 'First pass on the about page: “We make websites that load before you blink.” Too much?',
    },
    {
      when: [6, '13:09'],
      by: 'bob',
      replyTo: 'about',
      say: 'Only if Mei can keep it true.',
      react: { '😄': ['ines', 'alice', 'noa'] },
    },
    {
      when: [3, '09:50'],
      by: 'noa',
      as: 'hebrew',
      say: 'שלום לכולם! התרגום לעברית של דף הבית מוכן. שימו לב ש־"Parley" נשאר באותיות לטיניות.',
    },
    {
      when: [3, '09:58'],
      by: 'alice',
      replyTo: 'hebrew',
      say: 'Thank you, Noa! How long does the headline get?',
    },
    {
      when: [3, '10:04'],
      by: 'noa',
      say: 'קצר יותר מהאנגלית 🙂 (שתי מילים)',
      react: { '👍': ['alice', 'ines'] },
    },
  ],
}

/** Direct rooms: one with something unread, one settled, one in another script. */
export const directRooms: readonly RoomScript[] = [
  direct('alice-ines', 'alice', 'ines', [2, '15:00'], { alice: 2 }, [
    {
      when: [2, '15:01'],
      by: 'alice',
      say: 'Ines, could you have a look at the invoice template when there is time?',
    },
    {
      when: [2, '15:30'],
      by: 'ines',
      say: 'Done, comments in the margin. You were one comma away from perfection.',
    },
    { when: 85, by: 'ines', say: 'One more thing' },
    { when: 84, by: 'ines', say: "Could we move tomorrow's call to 15:00?" },
  ]),
  direct('alice-bob', 'bob', 'alice', [9, '08:40'], {}, [
    { when: [9, '08:41'], by: 'bob', say: 'Hi Alice, contract signed. When do we start?' },
    {
      when: [9, '08:44'],
      by: 'alice',
      say: 'In about twenty minutes, if you like. I am opening the room.',
    },
    { when: [3, '19:12'], by: 'bob', say: 'I will be an hour late tomorrow: a dentist.' },
    { when: [3, '19:20'], by: 'alice', say: 'Good luck 🦷', react: { '😬': ['bob'] } },
  ]),
  direct('alice-dan', 'alice', 'dan', [11, '16:00'], {}, [
    {
      when: [11, '16:02'],
      by: 'alice',
      say: 'The workshop photos are wonderful. Send the invoice any time.',
    },
    { when: [11, '18:31'], by: 'dan', say: 'Sent! Glad the fog behaved.' },
    { when: [10, '09:00'], by: 'alice', say: 'Thanks, paid just now 🎉' },
  ]),
  direct('alice-noa', 'noa', 'alice', [3, '09:20'], {}, [
    { when: [3, '09:21'], by: 'noa', say: 'בוקר טוב אליס, קיבלתי את הקבצים. אסיים עד הצהריים.' },
    { when: [3, '09:25'], by: 'alice', say: 'תודה רבה! No rush at all.' },
  ]),
  direct('mei-bob', 'mei', 'bob', [4, '15:40'], { bob: 1 }, [
    { when: [4, '15:41'], by: 'mei', say: 'Is the 8 px gap under the logo on purpose?' },
    { when: [4, '15:47'], by: 'bob', say: 'Everything is on purpose. (No. Make it 12.)' },
    { when: 40, by: 'mei', say: 'Made it 12. It is on purpose now.' },
  ]),
]

function direct(
  key: string,
  owner: RoomScript['owner'],
  other: RoomScript['owner'],
  opened: RoomScript['opened'],
  unread: RoomScript['unread'],
  lines: RoomScript['lines'],
): RoomScript {
  return {
    key,
    kind: 'direct',
    title: '',
    topic: '',
    opened,
    owner,
    members: [other],
    favouriteOf: [],
    unread,
    lines,
  }
}
