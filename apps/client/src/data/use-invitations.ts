import type { RoomId } from '@parley/protocol'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { Invitation } from './invitation-calls.ts'
import { useSession } from './session.ts'

const none: readonly Invitation[] = []
/** Whether a mail left, and who came, is worth a look this often while one watches. */
const lookMs = 10_000

/** The invitations under way into a room, asked of the server while shown; none for who may not invite. */
export function useInvitations(
  room: RoomId,
  { mayInvite, members }: { readonly mayInvite: boolean; readonly members: number },
): readonly Invitation[] {
  const { invitations, onFault } = useSession()
  const known = useStore(invitations.rooms, (rooms) => rooms[room] ?? none)
  const watches = mayInvite && known.length > 0
  // Whoever comes in may be who was invited.
  useEffect(() => {
    if (mayInvite) void invitations.refresh(room).catch(onFault)
  }, [invitations, room, mayInvite, members, onFault])
  useEffect(() => {
    if (!watches) return undefined
    const timer = setInterval(() => void invitations.refresh(room).catch(onFault), lookMs)
    return () => clearInterval(timer)
  }, [invitations, room, watches, onFault])
  return mayInvite ? known : none
}
