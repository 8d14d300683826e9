import type { Keyholder } from '@keyward/keyholder/keyholder'
import { webCryptoAead } from '@keyward/primitives/aead/webcrypto'
import { messages } from '../messages/messages.ts'
import { openKeyholder, type Place } from '../platform/open-keyholder.ts'
import { passkeysHere } from '../platform/passkeys.ts'
import { wait } from '../platform/wait.ts'
import { biometricKey } from '../shell/biometric-key.ts'
import { findShell, type Shell } from '../shell/connect.ts'
import { shellFetch } from '../shell/shell-fetch.ts'
import { ticks } from '../shell/ticks.ts'
import { makeLive } from './live/live.ts'
import { feed, watchLock } from './lock/keep-locked.ts'
import { forgetViews, refresh } from './query-client.ts'
import type { Runtime } from './runtime.ts'
import { sessionStore } from './session-store.ts'
import { rememberKnown } from './start.ts'

/**
 * Opens the keyholder of this device, in the shell if there is one, and keeps the screens, the lock
 * and the server's copy up with it.
 *
 * @throws {KeyholderError} `replica.*` @throws {ChannelError} when the shell does not answer
 */
export async function openRuntime(device: string | undefined): Promise<Runtime> {
  const shell = await findShell(window, document)
  const { keyholder, suffixes } = await openKeyholder(await placeOf(shell, device))
  const live = makeLive({
    keyholder,
    suffixes,
    follow: shell === undefined ? undefined : ticks(shell.port, wait),
  })
  const session = sessionStore(keyholder.session)
  if (import.meta.env.MODE === 'extension')
    await (
      await import('../extension/attach.ts')
    ).attach({
      keyholder,
      watchSession: (listener) => session.watch(listener),
      onHeeded: () => refresh('vault'),
    })
  const runtime = { keyholder, suffixes, shell, live, session }
  follow(runtime)
  const lock = watchLock({
    session: keyholder.session,
    clock: () => Date.now(),
    isShown: () => session.shown.state.kind === 'unlocked',
  })
  feed(lock, document)
  if (shell !== undefined) {
    shell.port.on('app.background', lock.left)
    shell.port.on('app.foreground', () => {
      lock.look()
      refresh('device')
    })
    void keepListing(shell, runtime).catch(() => undefined)
    void lendToSheet(keyholder, device).catch(() => undefined)
    void shell.port.call('ui.secureScreen', { on: true }).catch(() => undefined)
  }
  window.addEventListener('online', () => live.ring())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') live.ring()
    else if (shell === undefined) lock.left()
  })
  // What screens need soon after they are shown, and none needs at once.
  void suffixes.load().catch(() => undefined)
  return runtime
}

async function placeOf(shell: Shell | undefined, device: string | undefined): Promise<Place> {
  if (import.meta.env.MODE === 'extension') {
    const { extensionPlace } = await import('../extension/place.ts')
    const { extensionBrowser } = await import('../extension/browser.ts')
    return extensionPlace(extensionBrowser())
  }
  return {
    device,
    fetch: shell === undefined ? (...request) => fetch(...request) : shellFetch(shell.port),
    session: shell === undefined ? {} : { biometricKey: keyOf(shell) },
    passkeys: shell === undefined ? passkeysHere() : undefined,
  }
}

/** Only a phone needs it, and what it takes. */
async function keepListing(
  { port }: Shell,
  { keyholder, session }: Pick<Runtime, 'keyholder' | 'session'>,
): Promise<void> {
  const { keepListed } = await import('../shell/keep-listed.ts')
  keepListed({ port, keyholder, watchSession: (listener) => session.watch(listener), wait })
}

/** The sheet of the same phone asks the unlocked app for its key when Biometrics Login is off. */
async function lendToSheet({ session }: Keyholder, device: string | undefined): Promise<void> {
  const { lendKey } = await import('../lend/lend-key.ts')
  lendKey(session, device)
}

function keyOf({ port, biometricName }: Shell) {
  return biometricKey({
    port,
    aead: webCryptoAead(crypto.subtle),
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    prompt: messages.setUp.prompt(biometricName),
  })
}

/** Tells the views when what they show has changed. */
function follow({
  keyholder,
  live,
  session,
}: Pick<Runtime, 'keyholder' | 'live' | 'session'>): void {
  let unwatch: (() => void) | undefined
  const meet = (): void => {
    const { state } = session.shown
    rememberKnown(state.kind !== 'none')
    if (state.kind !== 'unlocked') {
      unwatch?.()
      unwatch = undefined
      forgetViews()
    } else unwatch ??= watchUnlocked(keyholder)
    live.follow()
    refresh('session')
  }
  session.watch(meet)
  meet()
  live.onExchange(() => {
    refresh('activity')
    refresh('directory')
  })
}

function watchUnlocked(keyholder: Keyholder): () => void {
  const ended = new AbortController()
  const stops = [keyholder.session.membership().watch(() => refresh('workspace'))]
  const watchVault = async (): Promise<void> => {
    const { vault } = await keyholder.desk()
    if (!ended.signal.aborted) stops.push(vault.watch(() => refresh('vault')))
  }
  void watchVault().catch(() => undefined)
  return () => {
    ended.abort()
    for (const stop of stops) stop()
  }
}
