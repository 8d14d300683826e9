import { type RefObject, useEffect, useRef } from 'react'

/** Focuses the first field that is wrong, each time that the count of failed attempts grows. */
export function useWrongFocus(attempts: number): RefObject<HTMLDivElement | null> {
  const fields = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (attempts === 0) return
    fields.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [attempts])
  return fields
}
