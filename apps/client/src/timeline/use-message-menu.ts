import {
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type TouchEvent,
} from 'react'

/** Open at its button, or at a point of the page in CSS px. */
export type MenuState = 'closed' | 'open' | { readonly x: number; readonly y: number }

/** How long a finger rests before the menu opens, and how far it may slip meanwhile. */
const pressMs = 500
const slipPx = 10

/**
 * A row's menu: by its button, by the right button of a mouse, by a finger that rests, by Shift+F10 or the menu key. A link, and text
 * that is marked, keep the browser's own menu.
 */
export function useMessageMenu(allowed: boolean) {
  const [menu, setMenu] = useState<MenuState>('closed')
  const press = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number }>(undefined)
  const hasOpened = useRef(false)

  function endPress() {
    clearTimeout(press.current?.timer)
    press.current = undefined
  }

  return {
    menu,
    setMenu,
    /** For the row. Give it `onKeyDown` first: true when the key was the menu's. */
    onMenuKey(event: KeyboardEvent): boolean {
      const asked = event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')
      if (!asked || !allowed) return false
      event.preventDefault()
      setMenu('open')
      return true
    },
    handlers: {
      onContextMenu(event: MouseEvent) {
        if (!allowed || keepsOwnMenu(event)) return
        event.preventDefault()
        setMenu({ x: event.clientX, y: event.clientY })
      },
      onPointerDown(event: PointerEvent) {
        if (!allowed || event.pointerType !== 'touch') return
        const { clientX: x, clientY: y } = event
        endPress()
        hasOpened.current = false
        const open = () => {
          hasOpened.current = true
          setMenu({ x, y })
        }
        press.current = { timer: setTimeout(open, pressMs), x, y }
      },
      onPointerMove(event: PointerEvent) {
        const at = press.current
        if (at === undefined) return
        if (Math.hypot(event.clientX - at.x, event.clientY - at.y) > slipPx) endPress()
      },
      onTouchEnd(event: TouchEvent) {
        // The mouse events that would follow belong to no one: they would close the menu again.
        if (hasOpened.current) event.preventDefault()
        hasOpened.current = false
      },
      onPointerUp: endPress,
      onPointerCancel: endPress,
    },
  }
}

function keepsOwnMenu({ target, currentTarget }: MouseEvent): boolean {
  if (target instanceof Element && target.closest('a, input, textarea') !== null) return true
  const selection = getSelection()
  if (selection === null || selection.isCollapsed) return false
  return currentTarget.contains(selection.anchorNode)
}
