import { type RefObject, useEffect } from 'react'

/** What takes letters itself. */
const TAKES =
  'input, textarea, select, [contenteditable], [role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"], [role="radiogroup"]'

/** What is over the page; toasts are not. */
const COVERS = '[role="dialog"], [role="alertdialog"]:not([aria-modal="false"]), [role="menu"]'

/** Typing anywhere searches: the field takes the focus before the letter arrives. */
export function useTypeToSearch(field: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const type = (event: KeyboardEvent): void => {
      const input = field.current
      // A field that is not drawn, as behind an account on a phone, can't take the focus.
      if (input === null || !input.checkVisibility() || !isLetter(event)) return
      const { activeElement } = document
      if ((activeElement?.closest(TAKES) ?? null) !== null) return
      if (document.querySelector(COVERS) !== null) return
      input.focus()
    }
    window.addEventListener('keydown', type)
    return () => window.removeEventListener('keydown', type)
  }, [field])
}

function isLetter({ key, ctrlKey, metaKey, altKey, isComposing }: KeyboardEvent): boolean {
  return [...key].length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey && !isComposing
}
