import { connectShell } from '@keyward/channel'
import type { Keyholder } from '@keyward/keyholder/keyholder'
import { wait } from '../platform/wait.ts'
import { keepListed } from '../shell/keep-listed.ts'
import { extensionBrowser } from './browser.ts'
import { heedSignals } from './heed-signals.ts'
import { keepUnlocked } from './keep-unlocked.ts'
import { readKey } from './kept-key.ts'
import { forgetOwnPasskey } from './own-passkeys.ts'
import { backgroundPort } from './shell-port.ts'

export interface AttachedTo {
  readonly keyholder: Keyholder
  /** Told after the session has changed. */
  readonly watchSession: (listener: () => void) => unknown
  /** Told after accounts, or what sites offer for them, have changed. */
  readonly onHeeded: () => void
}

const MEMBER = 'keyward.member'

/**
 * Makes the app of this page one with the extension: unlocked while another of its pages is, the
 * background told who is signed in and for which sites there is something, and what sites said about
 * passkeys taken in. Resolves once the session is as it was on the page before.
 */
export async function attach({ keyholder, watchSession, onHeeded }: AttachedTo): Promise<void> {
  const browser = extensionBrowser()
  const { storage, runtime } = browser
  const { session } = keyholder
  const key = await readKey(storage.session, Date.now())
  if (key !== undefined && session.state.kind === 'locked')
    await session.unlock({ by: 'key', ...key }).catch(() => undefined)
  const kept = keepUnlocked(session, browser, () => Date.now())
  // A person has opened this page.
  kept.used()
  for (const kind of ['pointerdown', 'keydown'] as const)
    document.addEventListener(kind, kept.used, { capture: true, passive: true })
  const tellMember = (): void => {
    const { state } = session
    if (state.kind === 'none') forgetOwnPasskey()
    const isMember = state.kind !== 'none' && state.known.isAdmitted
    void (isMember ? storage.local.set({ [MEMBER]: true }) : storage.local.remove(MEMBER))
  }
  watchSession(tellMember)
  tellMember()
  const port = connectShell(backgroundPort(runtime))
  keepListed({ port, keyholder, watchSession, wait })
  heedSignals({ keyholder, area: storage.local, watchSession, onHeeded })
}
