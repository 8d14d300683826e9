import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react'
import type { Virtualizer } from '@tanstack/react-virtual'

/** Moves the focus through a list of which only a part is in the page. */
export interface RowFocus {
  /** The one row that the tab key reaches. */
  readonly current: number
  /** Scrolls to a row and focuses it. */
  readonly focus: (index: number) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

const PAGE = 8

/** @param onLeave the focus goes up from the first row */
export function useRowFocus(
  virtual: Virtualizer<HTMLDivElement, Element>,
  count: number,
  onLeave: () => void,
): RowFocus {
  const [at, setAt] = useState(0)
  const wanted = useRef<number | undefined>(undefined)
  const current = Math.min(at, Math.max(0, count - 1))
  const focus = useCallback(
    (index: number) => {
      wanted.current = index
      setAt(index)
      virtual.scrollToIndex(index)
      focusRow(virtual, index)
    },
    [virtual],
  )
  // A row that was far away is drawn after the scrolling.
  useEffect(() => {
    if (wanted.current === undefined) return
    if (focusRow(virtual, wanted.current)) wanted.current = undefined
  })
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const from = indexOf(event.target) ?? current
    if (event.key === 'ArrowUp' && from === 0) {
      event.preventDefault()
      onLeave()
      return
    }
    const to = targetOf(event.key, from, count)
    if (to === undefined) return
    event.preventDefault()
    focus(to)
  }
  return { current, focus, onKeyDown }
}

function targetOf(key: string, from: number, count: number): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + PAGE,
    PageUp: from - PAGE,
    Home: 0,
    End: count - 1,
  }
  const to = steps[key]
  return to === undefined ? undefined : Math.min(count - 1, Math.max(0, to))
}

function focusRow({ scrollElement }: Virtualizer<HTMLDivElement, Element>, index: number): boolean {
  const row =
    scrollElement?.querySelector<HTMLElement>(`[data-index="${index}"] [data-row]`) ?? null
  row?.focus({ preventScroll: true })
  return row !== null
}

function indexOf(target: EventTarget): number | undefined {
  const row = target instanceof Element ? target.closest('[data-index]') : null
  return row === null ? undefined : Number(row.getAttribute('data-index'))
}
