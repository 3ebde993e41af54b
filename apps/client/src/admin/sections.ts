import type { ComponentType } from 'react'
import { HealthSection } from './health-section.tsx'
import { PeopleSection } from './people-section.tsx'
import { ServerSection } from './server-section.tsx'
import { TokensSection } from './tokens-section.tsx'
import { WebhooksSection } from './webhooks-section.tsx'

export type AdminSection = {
  /** As it stands in the address: /admin/people. */
  readonly id: string
  readonly label: string
  readonly Section: ComponentType
}

/** The sections of the administrators' page, in order. A new one is a row here and a file beside this one. */
export const adminSections: readonly AdminSection[] = [
  { id: 'people', label: 'People', Section: PeopleSection },
  { id: 'tokens', label: 'Tokens', Section: TokensSection },
  { id: 'webhooks', label: 'Webhooks', Section: WebhooksSection },
  { id: 'server', label: 'Server', Section: ServerSection },
  { id: 'health', label: 'Health', Section: HealthSection },
]
