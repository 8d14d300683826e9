import { type RefObject, useLayoutEffect, useState } from 'react'

/**
 * How far below the beginning of what scrolls an element stands, in pixels: measured again whenever
 * something above it grows or shrinks.
 */
export function useOffsetIn(
  scroller: RefObject<HTMLElement | null>,
  element: RefObject<HTMLElement | null>,
): number {
  const [offset, setOffset] = useState(0)
  useLayoutEffect(() => {
    const measure = (): void => {
      const outer = scroller.current
      const inner = element.current
      if (outer === null || inner === null) return
      const between = inner.getBoundingClientRect().top - outer.getBoundingClientRect().top
      setOffset(Math.round(between + outer.scrollTop))
    }
    measure()
    const watch = new ResizeObserver(measure)
    const content = scroller.current?.firstElementChild ?? null
    if (content !== null) watch.observe(content)
    return () => watch.disconnect()
  }, [scroller, element])
  return offset
}
