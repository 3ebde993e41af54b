import type { SampleAccount } from './port.ts'

/** The people of the sample workspace, by the name its scripts use for them. `signIn`: offered on the sign-in page. */
export const samplePeople = {
  alice: { name: 'Alice Keller', role: 'Client', timeZone: 'Europe/Berlin', signIn: true },
  bob: { name: 'Bob Okafor', role: 'Designer on contract', timeZone: 'Africa/Lagos', signIn: true },
  mei: { name: 'Mei Tanaka', role: 'Front-end engineer', timeZone: 'Asia/Tokyo', signIn: true },
  ines: { name: 'Ines Moreau', role: 'Copywriter', timeZone: 'Europe/Paris', signIn: false },
  tariq: {
    name: 'Tariq Haddad',
    role: 'iOS engineer, being interviewed',
    timeZone: 'Asia/Amman',
    signIn: true,
  },
  dan: { name: 'Dan Wolfe', role: 'Photographer', timeZone: 'America/Denver', signIn: false },
  noa: { name: 'נועה לוי', role: 'Hebrew translation', timeZone: 'Asia/Jerusalem', signIn: false },
  max: {
    name: 'Maximiliana Theodora Konstantinou-Featherstonehaugh von und zu Liechtenfels',
    role: 'Illustrator',
    timeZone: 'Europe/Athens',
    signIn: false,
  },
} as const satisfies Record<
  string,
  { name: string; role: string; timeZone: string; signIn: boolean }
>

export type SampleName = keyof typeof samplePeople

/** One password for all of them: it is shown on the sign-in page, and the server stays on this machine while it stands. */
const password = 'parley-sample'

export function sampleAccount(handle: SampleName): SampleAccount {
  const { name, timeZone } = samplePeople[handle]
  return { handle, name, timeZone, email: `${handle}@sample.parley.local`, password }
}
