import { useSyncExternalStore } from 'react'
import { chooseTheme, readTheme, type Theme, watchTheme } from '../platform/theme.ts'

/** The theme of this device, and the way to choose another. */
export function useTheme(): { readonly theme: Theme; readonly setTheme: (theme: Theme) => void } {
  const theme = useSyncExternalStore(watchTheme, () => readTheme())
  return { theme, setTheme: chooseTheme }
}
