import { limits } from '@parley/protocol'
import { clip } from './clip.ts'
import type { ExportPerson } from './events.ts'
import type { SlackMessage, SlackUser } from './export-schema.ts'
import { personId } from './ids.ts'

/** Gives the handle to use for a person: the wanted one, or, where it is taken on this server, another. */
export type ChooseHandle = (person: { id: string; key: string }, wanted: string) => string

/** Words that call everyone must not become one person's handle. */
const calls = ['all', 'here', 'everyone', 'channel', 'group']
const unknownKey = 'unknown'
const slackbotKey = 'USLACKBOT'

/**
 * Everybody the export names. Who is first met in a message waits in `drain` until it was announced, so that a person
 * always comes before the first event that needs them.
 */
export class People {
  readonly #workspace: string
  readonly #chooseHandle: ChooseHandle
  readonly #handles = new Map<string, string>()
  readonly #taken = new Set(calls)
  #fresh: ExportPerson[] = []

  constructor(workspace: string, chooseHandle: ChooseHandle) {
    this.#workspace = workspace
    this.#chooseHandle = chooseHandle
  }

  declare(user: SlackUser): void {
    const { profile } = user
    const bot = user.is_bot === true || user.id === slackbotKey
    const shown = [profile?.real_name, user.real_name, profile?.display_name, user.name]
    this.#add(user.id, user.name ?? profile?.display_name, shown, {
      email: profile?.email?.trim() || null,
      timeZone: user.tz || null,
      bot,
      deleted: user.deleted === true,
      placeholder: false,
    })
  }

  /** Who wrote a record, in whatever way it says so. */
  author(message: SlackMessage): string {
    const user = message.user ?? message.comment?.user
    if (user !== undefined) return this.#author(user, message)
    const name = message.username ?? message.bot_profile?.name
    if (message.bot_id !== undefined || name !== undefined) {
      const key = message.bot_id ?? `bot:${name}`
      this.#add(key, name, [name, key], { ...stranger, bot: true })
      return key
    }
    this.#add(unknownKey, 'unknown', ['Unknown person'], stranger)
    return unknownKey
  }

  /** The handle of someone a text or a list names; `label` is what the text itself calls them. */
  handle(key: string, label?: string): string {
    const bot = key === slackbotKey || key.startsWith('B')
    const name = key === slackbotKey ? 'slackbot' : label
    this.#add(key, name, [name, key], { ...stranger, bot })
    return this.#handles.get(key) ?? key
  }

  /** People announced since the last call. */
  drain(): ExportPerson[] {
    const fresh = this.#fresh
    this.#fresh = []
    return fresh
  }

  #author(key: string, message: SlackMessage): string {
    const { user_profile: profile, bot_profile: botProfile } = message
    const bot =
      key === slackbotKey || message.bot_id !== undefined || message.subtype === 'bot_message'
    const named = key === slackbotKey ? 'Slackbot' : (botProfile?.name ?? message.username)
    const wanted = profile?.name ?? profile?.display_name ?? (bot ? named : undefined)
    const shown = [profile?.real_name, profile?.display_name, bot ? named : undefined, wanted, key]
    this.#add(key, wanted, shown, { ...stranger, bot })
    return key
  }

  #add(
    key: string,
    wanted: string | undefined,
    shown: readonly (string | undefined)[],
    rest: Pick<ExportPerson, 'email' | 'timeZone' | 'bot' | 'deleted' | 'placeholder'>,
  ): void {
    if (this.#handles.has(key)) return
    const id = personId(this.#workspace, key)
    const handle = this.#chooseHandle({ id, key }, this.#free(toHandle(wanted ?? '', key)))
    this.#handles.set(key, handle)
    this.#taken.add(handle)
    const name = shown.map((one) => (one ?? '').trim()).find((one) => one !== '') ?? key
    this.#fresh.push({
      type: 'person',
      key,
      id,
      handle,
      name: clip(name, limits.nameChars),
      ...rest,
    })
  }

  #free(wanted: string): string {
    if (!this.#taken.has(wanted)) return wanted
    for (let count = 2; ; count++) {
      const suffix = `-${count}`
      const next = clip(wanted, limits.handleChars - suffix.length).replace(/[._-]+$/u, '') + suffix
      if (!this.#taken.has(next)) return next
    }
  }
}

const stranger = { email: null, timeZone: null, bot: false, deleted: false, placeholder: true }

/** Brings a name into the protocol's grammar of handles; a name with nothing usable gives one made from the key. */
function toHandle(name: string, key: string): string {
  const cleaned = (text: string) =>
    clip(
      text
        .normalize('NFC')
        .toLowerCase()
        .replace(/[^\p{Ll}\p{Lo}\p{N}._-]+/gu, '-')
        .replace(/^[._-]+/u, ''),
      limits.handleChars,
    ).replace(/[.-]+$/u, '')
  return cleaned(name) || cleaned(`slack-${key}`)
}
