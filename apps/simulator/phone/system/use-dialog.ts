import { type RefObject, useEffect, useRef } from 'react'

/**
 * A dialog of the system: takes the focus when it opens, to the choice that is made or its first
 * action (`data-first`), gives it back when it closes, and hears Escape.
 */
export function useDialog(onCancel?: () => void): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null)
  const cancel = useRef(onCancel)
  useEffect(() => {
    cancel.current = onCancel
  })
  useEffect(() => {
    const shown = dialog.current
    const before = document.activeElement
    const hear = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') cancel.current?.()
    }
    shown?.querySelector<HTMLElement>('input:checked, [data-first]')?.focus()
    shown?.addEventListener('keydown', hear)
    return () => {
      shown?.removeEventListener('keydown', hear)
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return dialog
}
