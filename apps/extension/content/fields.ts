/** Whether an element is a field whose `autocomplete` names `webauthn`. */
function takesPasskeys(element: unknown): boolean {
  if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)) return false
  const words = element.getAttribute('autocomplete')?.toLowerCase().split(/\s+/) ?? []
  return words.includes('webauthn')
}

/**
 * Tells when the person goes to such a field. What a script does alone is not told: a page that
 * focuses its field while it loads must not open anything.
 */
export function watchFields(onFocus: () => void): () => void {
  const look = (event: Event): void => {
    if (!event.isTrusted || !navigator.userActivation.isActive) return
    if (takesPasskeys(event.composedPath()[0])) onFocus()
  }
  document.addEventListener('focusin', look, { capture: true })
  document.addEventListener('click', look, { capture: true })
  return () => {
    document.removeEventListener('focusin', look, { capture: true })
    document.removeEventListener('click', look, { capture: true })
  }
}
