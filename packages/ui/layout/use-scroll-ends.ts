import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'

export interface ScrollEnds<E extends HTMLElement> {
  readonly ref: RefObject<E | null>
  /** Whether there is more before and after what is seen. */
  readonly isBefore: boolean
  readonly isAfter: boolean
  /** Scrolls by most of its width: back, or on. */
  readonly move: (way: -1 | 1) => void
}

/** Watches what scrolls sideways, and keeps what is current of it in sight. */
export function useScrollEnds<E extends HTMLElement>(): ScrollEnds<E> {
  const ref = useRef<E>(null)
  const [{ isBefore, isAfter }, setEnds] = useState({ isBefore: false, isAfter: false })
  useEffect(() => {
    const row = ref.current
    if (row === null) return undefined
    const look = (): void => setEnds((before) => sameOr(before, endsOf(row)))
    const observer = new ResizeObserver(() => {
      showCurrent(row)
      look()
    })
    const observe = (): void => {
      for (const part of [row, ...row.children]) observer.observe(part)
    }
    const parts = new MutationObserver(observe)
    parts.observe(row, { childList: true })
    observe()
    row.addEventListener('scroll', look, { passive: true })
    row.addEventListener('focusin', showReached)
    return () => {
      row.removeEventListener('focusin', showReached)
      row.removeEventListener('scroll', look)
      parts.disconnect()
      observer.disconnect()
    }
  }, [])
  const current = useRef<Element | null>(null)
  useEffect(() => {
    const now = ref.current?.querySelector('[aria-current]') ?? null
    // Only a change moves the row: somebody may have scrolled it since.
    if (ref.current !== null && now !== current.current) showCurrent(ref.current)
    current.current = now
  })
  const move = useCallback((way: -1 | 1) => {
    const row = ref.current
    row?.scrollBy({ left: way * row.clientWidth * 0.75, behavior: 'smooth' })
  }, [])
  return { ref, isBefore, isAfter, move }
}

type Ends = Pick<ScrollEnds<HTMLElement>, 'isBefore' | 'isAfter'>

const NEAREST = { block: 'nearest', inline: 'nearest' } as const

function showCurrent(row: HTMLElement): void {
  row.querySelector('[aria-current]')?.scrollIntoView(NEAREST)
}

/** Browsers leave alone what is seen in part. What a pointer presses must not move below it. */
function showReached({ target }: FocusEvent): void {
  if (target instanceof Element && target.matches(':focus-visible')) target.scrollIntoView(NEAREST)
}

/** Places of a scroll are fractions on some screens. */
const NEAR_PX = 2

function endsOf({ scrollLeft, scrollWidth, clientWidth }: HTMLElement): Ends {
  const gone = Math.abs(scrollLeft)
  return { isBefore: gone > NEAR_PX, isAfter: scrollWidth - clientWidth - gone > NEAR_PX }
}

function sameOr(before: Ends, now: Ends): Ends {
  return before.isBefore === now.isBefore && before.isAfter === now.isAfter ? before : now
}
