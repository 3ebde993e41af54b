import type { RoomRow } from '@parley/engine'
import type { MessageId, RoomId } from '@parley/protocol'
import { useCallback, useEffect, useState } from 'react'
import { useLocation, useRoute } from 'wouter'
import { useSession } from '../data/session.ts'
import { useSetting } from '../data/settings.ts'
import { useMedia } from '../data/use-media.ts'
import { messagePath, roomPath } from './addresses.ts'

/** Where the address says one is. Wide screens open on the last room (D4); a phone on the list. */
export function usePlace(rooms: readonly RoomRow[]) {
  const { account } = useSession()
  const [location, navigate] = useLocation()
  const [isMessage, atMessage] = useRoute('/r/:room/m/:message')
  const [isRoom, atRoom] = useRoute('/r/:room')
  const [lastRooms, setLastRooms] = useSetting('lastRoom')
  const [isAdmin] = useRoute('/admin/*?')
  const room = (isMessage ? atMessage.room : isRoom ? atRoom.room : undefined) as RoomId | undefined
  const holds = (id: string | undefined) => rooms.some((held) => held.id === id)
  const remembered = lastRooms[account.person]
  // An address may name a room that is not theirs, and a room of last time may be gone.
  const last = holds(remembered) ? remembered : rooms[0]?.id
  const isHeld = holds(room)
  const wide = useMedia('(min-width: 40rem)')
  const [begun, setBegun] = useState(false)
  // Open since the start, and not because the person went there: until they leave it for another place.
  const [restored, setRestored] = useState<string | undefined>(room)
  if (begun && restored !== undefined && room !== restored) setRestored(undefined)
  useEffect(() => {
    if (room !== undefined) {
      setBegun(true)
      if (isHeld && remembered !== room) setLastRooms({ ...lastRooms, [account.person]: room })
    } else if (isAdmin) {
      setBegun(true)
    } else if (!begun && wide && last !== undefined && location === '/') {
      setBegun(true)
      setRestored(last)
      navigate(roomPath(last), { replace: true })
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [room, isHeld, isAdmin, begun, wide, last])
  const go = useCallback(
    (to: string | undefined) => navigate(to === undefined ? '/' : roomPath(to)),
    [navigate],
  )
  const goToMessage = useCallback(
    (to: string, message: string) => navigate(messagePath(to, message)),
    [navigate],
  )
  return {
    room,
    message: atMessage?.message as MessageId | undefined,
    restored: room !== undefined && room === restored,
    go,
    goToMessage,
  }
}
