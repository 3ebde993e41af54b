import { z } from 'zod'

/** What a service token may be for. A new route of the service API names one of them. */
export const scopes = {
  rooms: 'make and change rooms, their people and their contracts',
  'messages.read': 'read what is said in the rooms it made',
  'messages.write': 'post messages, as itself or as a member',
  people: 'invite people who have no account yet',
  webhooks: 'be told of what happens in the rooms it made',
} as const

export type Scope = keyof typeof scopes
export const scopeNames = Object.keys(scopes) as [Scope, ...Scope[]]
export const scopeSchema = z.enum(scopeNames)
