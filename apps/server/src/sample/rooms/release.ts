import type { SampleName } from '../people.ts'
import type { Line, RoomScript } from '../script.ts'

/** What is said while checking one area before a release; `{area}` stands for its name. */
const rounds: readonly (readonly [SampleName, string])[] = [
  ['mei', 'Next on the list: **{area}**. Who has it?'],
  ['bob', 'I can take {area}, twenty minutes.'],
  [
    'bob',
    'Walked through {area} twice, once with the keyboard alone. One thing: the focus ring vanishes on the last step.',
  ],
  ['mei', 'Found it: the wrapper had `overflow: hidden`. Fixed and pushed.'],
  ['bob', 'Confirmed. {area} is done ✅'],
  ['alice', 'I read every word of {area} aloud, as promised. Nothing to change.'],
]

const areas = [
  'the start page',
  'the price list',
  'the contact form',
  'sign-up',
  'the newsletter mail',
  'the search page',
  'the 404 page',
  'printing',
  'the photo gallery',
  'the cookie notice',
  'the German version',
  'the French version',
  'right-to-left',
  'slow networks',
  'old phones',
  'screen readers',
  'the admin area',
  'the feed',
]

/** A room of several screens: a release checked piece by piece over three days. */
export const release: RoomScript = {
  key: 'qa-release',
  kind: 'group',
  title: 'QA and release',
  topic: 'Nothing ships before this list is empty',
  opened: [6, '08:58'],
  owner: 'mei',
  members: ['alice', 'bob'],
  favouriteOf: ['mei'],
  unread: {},
  lines: [
    {
      when: [6, '09:00'],
      by: 'mei',
      say: `${areas.length} areas, three days. We check each one together and then never speak of it again.`,
    },
    ...areas.flatMap((area, index) => round(area, index)),
    { when: [4, '17:30'], by: 'mei', join: ['ines'] },
    {
      when: [4, '17:31'],
      by: 'mei',
      say: 'And that was the last one. Ines, the list is empty: you may write the announcement.',
      react: { '🎉': ['alice', 'bob', 'ines'], '🚀': ['bob'] },
    },
  ],
}

/** Six areas a day, from nine o'clock, one every 75 minutes. */
function round(area: string, index: number): Line[] {
  const day = 6 - Math.floor(index / 6)
  const start = 9 * 60 + 5 + (index % 6) * 75
  return rounds.map(([by, text], step) => {
    const minute = start + step * 9
    const time = `${Math.floor(minute / 60)}:${minute % 60}` as const
    return { when: [day, time], by, say: text.replaceAll('{area}', area) }
  })
}
