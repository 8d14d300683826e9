import { QueryClient } from '@tanstack/react-query'
import type { ViewArea } from './views.ts'

/**
 * Views are read from this device, and read again when something says that they changed: never by
 * time, and never again after a refusal.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 60_000,
      retry: false,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})

/** Reads again what depends on this and is shown. */
export function refresh(area: ViewArea): void {
  void queryClient.invalidateQueries({ queryKey: [area] })
}

/** Forgets what was read from an unlocked device. */
export function forgetViews(): void {
  queryClient.clear()
}
