import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { queryClient } from '../app/query-client.ts'
import { keepInvitation, takeInvitation } from '../app/given-invitation.ts'
import { loadAhead } from './load-ahead.ts'
import { router } from './router.ts'
import { startRuntime } from '../app/start.ts'
import { parseWithoutEval } from '../platform/without-eval.ts'
import { readTheme, showTheme } from '../platform/theme.ts'

parseWithoutEval()
showTheme(readTheme())
if (import.meta.env.MODE === 'extension')
  await (await import('../extension/begin.ts')).beginExtension()
else keepInvitation(takeInvitation(window))
// Loading goes on while the first screen is drawn; whoever needs the runtime hears of a failure.
startRuntime().then(
  // The extension has everything on this computer's disk.
  import.meta.env.MODE === 'extension' ? undefined : loadAhead,
  () => undefined,
)

// The page's own frame stays until there is a screen to draw in its place.
await router.load()
const place = document.querySelector('#app')
if (place === null) throw new TypeError('The page has no place for the app.')
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
