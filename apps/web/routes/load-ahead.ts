import { router } from './router.ts'

/** Long enough for the first screen to be drawn: milliseconds. */
const PAUSE = 500

/**
 * Loads the code of all screens once the first one is there, with what passphrases and the exchange
 * with the server need, so that they open at once, and without a network too. What can't be loaded
 * now is loaded when it is shown.
 */
export function loadAhead(): void {
  setTimeout(() => {
    for (const route of Object.values(router.routesById))
      void router.loadRouteChunk(route)?.catch(() => undefined)
    void loadPassphrase().catch(() => undefined)
    void loadKeyholder().catch(() => undefined)
  }, PAUSE)
}

async function loadPassphrase(): Promise<void> {
  const loader = await import('../platform/load-passphrase.ts')
  await loader.loadPassphrase()
}

async function loadKeyholder(): Promise<void> {
  const keyholder = await import('@keyward/keyholder/keyholder')
  await keyholder.loadAhead()
}
