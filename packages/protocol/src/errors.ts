import { z } from 'zod'

/**
 * What a refused side may do.
 * - `never`: final; the same request gets the same answer.
 * - `later`: transient; the same request may succeed after a pause.
 * - `reconnect`: the socket ends; a new one may carry on from its cursors.
 * - `sign-in`: a person has to prove who they are again.
 */
export type Retry = 'never' | 'later' | 'reconnect' | 'sign-in'

type ErrorRow = { http: number; retry: Retry; sentence: string }

/** Every code that crosses the wire, with its HTTP status, retry rule and the sentence a person reads. */
export const errors = {
  'bad-frame': {
    http: 400,
    retry: 'never',
    sentence: 'This version of Parley sent something the server does not understand.',
  },
  'frame-too-large': { http: 413, retry: 'never', sentence: 'That is too large to send at once.' },
  'unsupported-version': {
    http: 426,
    retry: 'never',
    sentence:
      'This version of Parley is too old or too new for the server. Update it, then try again.',
  },
  'wrong-origin': {
    http: 403,
    retry: 'never',
    sentence: 'This page may not talk to the server. Open Parley at its own address.',
  },
  unauthenticated: { http: 401, retry: 'sign-in', sentence: 'Sign in to go on.' },
  'session-ended': {
    http: 401,
    retry: 'sign-in',
    sentence: 'You were signed out. Sign in again; what you wrote is kept.',
  },
  'other-person': {
    http: 403,
    retry: 'sign-in',
    sentence: 'Another person is signed in here now.',
  },
  'hello-late': {
    http: 408,
    retry: 'reconnect',
    sentence: 'The connection was too slow to start.',
  },
  'slow-reader': {
    http: 429,
    retry: 'reconnect',
    sentence: 'The connection could not keep up and starts again.',
  },
  'shutting-down': { http: 503, retry: 'reconnect', sentence: 'The server is restarting.' },
  forbidden: { http: 403, retry: 'never', sentence: 'You may not do that in this room.' },
  'not-administrator': {
    http: 403,
    retry: 'never',
    sentence: 'Only an administrator of this server may do that.',
  },
  'last-administrator': {
    http: 409,
    retry: 'never',
    sentence: 'A server needs an administrator. Make someone else one first.',
  },
  'own-account': {
    http: 409,
    retry: 'never',
    sentence: 'Nobody deactivates their own account. Ask another administrator.',
  },
  'account-deactivated': {
    http: 403,
    retry: 'never',
    sentence: 'This account was deactivated. Ask an administrator of this server.',
  },
  'token-wrong': {
    http: 401,
    retry: 'never',
    sentence: 'This needs a service token. None was sent, or it is not right, or it was revoked.',
  },
  'webhook-address': {
    http: 422,
    retry: 'never',
    sentence: 'A webhook needs a public https address, without a name or password in it.',
  },
  'too-many-webhooks': {
    http: 409,
    retry: 'never',
    sentence: 'This service has as many webhooks as a service may have.',
  },
  'scope-missing': {
    http: 403,
    retry: 'never',
    sentence: 'This service token is not for that.',
  },
  'room-unknown': {
    http: 404,
    retry: 'never',
    sentence: 'This room does not exist, or you are not in it any more.',
  },
  'room-exists': { http: 409, retry: 'never', sentence: 'A room with this id exists already.' },
  'person-unknown': { http: 404, retry: 'never', sentence: 'No such person here.' },
  'person-absent': { http: 409, retry: 'never', sentence: 'This person is not in the room.' },
  'person-blocked': {
    http: 403,
    retry: 'never',
    sentence: 'You blocked this person. Unblock them first.',
  },
  'person-unreachable': {
    http: 403,
    retry: 'never',
    sentence: 'This person cannot be reached directly. In rooms you share you can go on writing.',
  },
  'contract-active': {
    http: 409,
    retry: 'never',
    sentence: 'You have an active contract together. It has to end first.',
  },
  'last-owner': {
    http: 409,
    retry: 'never',
    sentence: 'A room needs an owner. Hand it over first.',
  },
  'message-unknown': { http: 404, retry: 'never', sentence: 'This message does not exist.' },
  'message-deleted': { http: 410, retry: 'never', sentence: 'This message was deleted.' },
  'already-sent': { http: 409, retry: 'never', sentence: 'This message was sent already.' },
  'contract-ended': { http: 409, retry: 'never', sentence: 'This contract has ended.' },
  'room-full': {
    http: 409,
    retry: 'never',
    sentence: 'This room has as many members as a room may have.',
  },
  'too-many-reactions': {
    http: 409,
    retry: 'never',
    sentence: 'This message has as many different reactions as a message may have.',
  },
  'too-many-pins': {
    http: 409,
    retry: 'never',
    sentence: 'This room has as many pinned messages as a room may have. Unpin one first.',
  },
  'text-empty': { http: 422, retry: 'never', sentence: 'Write something first.' },
  'text-too-long': {
    http: 422,
    retry: 'never',
    sentence: 'This message is too long. Shorten it, or split it in two.',
  },
  'id-reused': {
    http: 409,
    retry: 'never',
    sentence: 'Something else was sent under the same id.',
  },
  'handle-taken': { http: 409, retry: 'never', sentence: 'Someone else has this handle.' },
  'handle-reserved': {
    http: 409,
    retry: 'never',
    sentence: 'This handle calls everyone in a room, so nobody can have it.',
  },
  'file-unknown': {
    http: 404,
    retry: 'never',
    sentence: 'This file does not exist, or you may not see it any more.',
  },
  'file-too-large': { http: 413, retry: 'never', sentence: 'This file is too large.' },
  'picture-unreadable': {
    http: 422,
    retry: 'never',
    sentence: 'This is no picture Parley can read. Use a PNG, JPEG, GIF or WebP file.',
  },
  'picture-too-large': {
    http: 422,
    retry: 'never',
    sentence: 'This picture has too many pixels. Make it smaller, then try again.',
  },
  'email-taken': {
    http: 409,
    retry: 'never',
    sentence: 'Someone has an account with this e-mail address.',
  },
  'dependency-failed': {
    http: 424,
    retry: 'never',
    sentence: 'Something this depends on could not be sent.',
  },
  'server-went-back': {
    http: 410,
    retry: 'never',
    sentence: 'The server went back to an earlier copy and no longer has this.',
  },
  'rate-limited': {
    http: 429,
    retry: 'later',
    sentence: 'Too much at once. It is sent again in a moment.',
  },
  overloaded: {
    http: 503,
    retry: 'later',
    sentence: 'The server is busy. It is sent again in a moment.',
  },
  'storage-full': {
    http: 507,
    retry: 'later',
    sentence: 'The server has no room left to store this. Its administrator has to make some.',
  },
  'storage-failed': {
    http: 503,
    retry: 'later',
    sentence: 'The server could not store this just now.',
  },
  'sign-up-closed': {
    http: 403,
    retry: 'never',
    sentence: 'Sign-up is closed here. Ask for an account.',
  },
  'setup-code-wrong': {
    http: 403,
    retry: 'never',
    sentence: 'The set-up code is not right. It stands in the terminal where the server runs.',
  },
  'sign-in-wrong': {
    http: 401,
    retry: 'never',
    sentence: 'The e-mail address or the password is not right.',
  },
  'sign-up-refused': {
    http: 409,
    retry: 'never',
    sentence: 'No account could be made with this address. If you have one already, sign in.',
  },
  'password-short': {
    http: 422,
    retry: 'never',
    sentence: 'Choose a password of at least 8 characters.',
  },
  'invitation-unknown': {
    http: 404,
    retry: 'never',
    sentence: 'There is no such invitation. Open the link in the mail once more, whole.',
  },
  'invitation-expired': {
    http: 410,
    retry: 'never',
    sentence: 'This invitation is too old. Ask whoever invited you for a new one.',
  },
  'invitation-used': { http: 410, retry: 'never', sentence: 'This invitation was used already.' },
  'invitation-revoked': {
    http: 410,
    retry: 'never',
    sentence: 'This invitation was taken back by whoever sent it.',
  },
  'invitation-lapsed': {
    http: 410,
    retry: 'never',
    sentence:
      'The room is gone, or whoever invited you may not invite there any more. Ask for a new invitation.',
  },
  'invitation-other-address': {
    http: 403,
    retry: 'never',
    sentence: 'This invitation is for another e-mail address.',
  },
  'person-present': { http: 409, retry: 'never', sentence: 'This person is here already.' },
  'too-many-invitations': {
    http: 409,
    retry: 'never',
    sentence: 'Too many of your invitations are still open. Revoke some, or wait for answers.',
  },
  'not-found': { http: 404, retry: 'never', sentence: 'There is nothing at this address.' },
  internal: { http: 500, retry: 'later', sentence: 'Something went wrong on the server.' },
} as const satisfies Record<string, ErrorRow>

export type ErrorCode = keyof typeof errors
export const errorCodeSchema = z.enum(Object.keys(errors) as [ErrorCode, ...ErrorCode[]])

/** True when asking again can never help: the refusal is shown, kept and not retried. */
export function isFinal(code: ErrorCode): boolean {
  return errors[code].retry === 'never'
}
