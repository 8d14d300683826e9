import { type RefObject, useEffect, useRef, useState } from 'react'

const FOCUSABLE = 'a[href], button:enabled, input:enabled, select:enabled, textarea:enabled'

/**
 * Lets the keyboard scroll what is longer than its place: when nothing in it takes the focus, it has
 * to take it itself. Gives the ref of the element, and whether it needs a `tabIndex`.
 */
export function useKeyboardScroll<E extends HTMLElement>(): [RefObject<E | null>, boolean] {
  const ref = useRef<E>(null)
  const [isNeeded, setNeeded] = useState(false)
  useEffect(() => {
    const element = ref.current
    if (element === null) return undefined
    const look = (): void =>
      setNeeded(
        element.scrollHeight > element.clientHeight && element.querySelector(FOCUSABLE) === null,
      )
    look()
    const observer = new ResizeObserver(look)
    observer.observe(element)
    return () => observer.disconnect()
  })
  return [ref, isNeeded]
}
