import { type MouseEvent, type PointerEvent, useRef } from 'react'

/** Where a menu is asked for, in pixels of the window. */
export interface MenuPoint {
  readonly x: number
  readonly y: number
}

/** As long as phones wait. */
const LONG_PRESS_MS = 500

/** A finger moves by so much without meaning to scroll. */
const TREMBLE_PX = 8

/**
 * Asks for a menu on a right click, the menu key and a long press. Some phones have no event of
 * their own for the last, so a timer stands in; the click that follows a long press is swallowed.
 */
export function useLongPress(onMenu: ((point: MenuPoint) => void) | undefined) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const isTouch = useRef(false)
  const isDone = useRef(false)
  if (onMenu === undefined) return {}
  const stop = () => clearTimeout(timer.current)
  const end = () => {
    stop()
    isTouch.current = false
  }
  const ask = (point: MenuPoint) => {
    stop()
    if (isDone.current) return
    isDone.current = isTouch.current
    onMenu(point)
  }
  return {
    onPointerDown: ({ pointerType, clientX, clientY }: PointerEvent) => {
      stop()
      isDone.current = false
      isTouch.current = pointerType === 'touch'
      if (isTouch.current)
        timer.current = setTimeout(ask, LONG_PRESS_MS, { x: clientX, y: clientY })
    },
    onKeyDown: () => {
      isDone.current = false
    },
    onPointerMove: ({ movementX, movementY }: PointerEvent) => {
      if (Math.abs(movementX) + Math.abs(movementY) > TREMBLE_PX) stop()
    },
    onPointerUp: end,
    onPointerCancel: end,
    onContextMenu: (event: MouseEvent) => {
      event.preventDefault()
      ask({ x: event.clientX, y: event.clientY })
    },
    onClickCapture: (event: MouseEvent) => {
      if (!isDone.current) return
      isDone.current = false
      event.preventDefault()
      event.stopPropagation()
    },
  }
}
