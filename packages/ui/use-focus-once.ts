import { type Ref, type RefObject, useEffect, useImperativeHandle, useRef } from 'react'

/** Focuses an element when it is first shown, and hands it on to the one who asked for it. */
export function useFocusOnce<T extends HTMLElement>(
  isWanted: boolean,
  ref: Ref<T> | undefined,
): RefObject<T | null> {
  const own = useRef<T>(null)
  useImperativeHandle<T | null, T | null>(ref, () => own.current)
  useEffect(() => {
    if (isWanted) own.current?.focus()
  }, [isWanted])
  return own
}
