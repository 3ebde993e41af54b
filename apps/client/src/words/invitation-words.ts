import type { Instant } from '@parley/protocol'
import type { Invitation } from '../data/invitation-calls.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** "expires in 6 days" */
export function expiryWords(expiresAt: Instant, now: Instant): string {
  const leftMs = expiresAt - now
  if (leftMs <= 0) return 'expired'
  if (leftMs >= 2 * dayMs) return `expires in ${Math.round(leftMs / dayMs)} days`
  if (leftMs >= 2 * hourMs) return `expires in ${Math.round(leftMs / hourMs)} hours`
  return 'expires soon'
}

/** One line under an invited address: how long it lasts, or why the mail has not arrived. */
export function invitationWords(
  invitation: Invitation,
  now: Instant,
): { text: string; hot: boolean } {
  const { state, mail, expiresAt } = invitation
  if (state === 'expired') return { text: 'Expired without an answer', hot: false }
  if (mail.state === 'failed') return { text: `Not delivered: ${mail.problem ?? ''}`, hot: true }
  if (mail.state === 'waiting') return { text: 'The mail is on its way out', hot: false }
  return { text: `Invited · ${expiryWords(expiresAt, now)}`, hot: false }
}

/** What looks like one e-mail address. The server decides whether it is one. */
export function isAddress(text: string): boolean {
  return /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>".]+$/.test(text.trim())
}
