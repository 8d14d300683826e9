/** How the app looks: as the system says, or always one way. */
export type Theme = 'system' | 'light' | 'dark'

const NAME = 'keyward.theme'

/**
 * Shows the theme before the first paint: a script of its own, that a page waits for. It must do what
 * `showTheme(readTheme())` does, for the page's own script comes when something is drawn already.
 */
export const FIRST_THEME = `{
  const theme = localStorage.getItem('${NAME}')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
}
`

const listeners = new Set<() => void>()

/** What was chosen on this device. */
export function readTheme(storage: Pick<Storage, 'getItem'> = localStorage): Theme {
  const text = storage.getItem(NAME)
  return text === 'light' || text === 'dark' ? text : 'system'
}

/** Shows a theme on the page. */
export function showTheme(theme: Theme, root: HTMLElement = document.documentElement): void {
  if (theme === 'system') delete root.dataset['theme']
  else root.dataset['theme'] = theme
}

/** Chooses a theme for this device. */
export function chooseTheme(theme: Theme): void {
  if (theme === 'system') localStorage.removeItem(NAME)
  else localStorage.setItem(NAME, theme)
  showTheme(theme)
  for (const listener of listeners) listener()
}

export function watchTheme(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
