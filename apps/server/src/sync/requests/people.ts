import type { Handler } from './deps.ts'

export const personFind: Handler<'person.find'> = ({ read }, client, { rid, query }) => {
  client.tell({ t: 'person.found', rid, person: read.findPerson(query.replace(/^@/, '')) })
}

/** Another token for the same person, before the old one ends (SPEC X5). */
export const sessionRefresh: Handler<'session.refresh'> = (deps, client, { rid, token }) => {
  deps.sessionOfToken(token).then(
    (session) => {
      if (!session) client.refuse(rid, 'unauthenticated')
      else if (session.person !== client.person) client.refuse(rid, 'other-person')
      else {
        deps.hub.changeSession(client, session)
        client.tell({ t: 'refreshed', rid })
      }
    },
    (cause: unknown) => {
      deps.onError('a session could not be looked up', cause)
      client.refuse(rid, 'internal')
    },
  )
}
