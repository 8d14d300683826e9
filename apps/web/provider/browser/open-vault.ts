import { KeyholderError } from '@keyward/keyholder/error'
import type { Keyholder } from '@keyward/keyholder/keyholder'
import type { Client } from '@keyward/webauthn/client'
import type { ExtensionBrowser } from '../../extension/browser.ts'
import { readKey } from '../../extension/kept-key.ts'
import { hasOwnPasskey } from '../../extension/own-passkeys.ts'
import { extensionPlace } from '../../extension/place.ts'
import { keepUnlocked } from '../../extension/keep-unlocked.ts'
import { openKeyholder } from '../../platform/open-keyholder.ts'
import type { UnlockAnswer } from '../desk/stage.ts'
import type { BrowserUnlocking } from './ports.ts'
import { type HeldVault, heldVault } from '../vault/held.ts'

const REMOVED = 'This browser was removed from the workspace.'

/** Keyward in this browser, behind the prompt. */
export interface PromptVault extends HeldVault {
  readonly keyholder: Keyholder
  /** Says that the person has answered. */
  readonly used: () => void
  readonly unlocking: BrowserUnlocking
  /** With the public suffix list loaded. */
  readonly client: () => Promise<Client>
}

/**
 * Opens what this browser keeps, unlocked when another page of the extension has left its key.
 *
 * @throws {KeyholderError} `replica.*`
 */
export async function openPromptVault(browser: ExtensionBrowser): Promise<PromptVault> {
  const place = extensionPlace(browser)
  const { keyholder, suffixes, client } = await openKeyholder(place)
  const { session } = keyholder
  const key = await readKey(browser.storage.session, Date.now())
  // A key that is no longer the present one is as good as none.
  if (key !== undefined && session.state.kind === 'locked')
    await session.unlock({ by: 'key', ...key }).catch(() => undefined)
  const kept = keepUnlocked(session, browser, () => Date.now())
  return {
    keyholder,
    used: kept.used,
    unlocking: unlockingOf(keyholder, place.passkeys !== undefined, browser.runtime.id),
    ...heldVault({ keyholder, suffixes }, 'Nobody is signed in in this browser.'),
    async client() {
      await suffixes.load()
      return client
    },
  }
}

function unlockingOf(
  { session }: Keyholder,
  canUsePasskeys: boolean,
  rpId: string,
): BrowserUnlocking {
  const whole = (given: UnlockAnswer) =>
    given.by === 'passkey' ? ({ by: 'passkey', rpId } as const) : given
  const gone = new Promise<never>((_, reject) => {
    session.watch(({ kind }) => {
      if (kind === 'removed') reject(new KeyholderError('session.removed', REMOVED))
    })
  })
  // Nobody may be asked anything when it comes.
  gone.catch(() => undefined)
  // News from the server may come beside the person's answer, and erase what was to be opened.
  const told = (work: Promise<void>): Promise<void> =>
    work.catch((error: unknown) => Promise.race([gone, Promise.reject(error)]))
  return {
    isUnlocked: () => session.state.kind === 'unlocked',
    hasPasskey: canUsePasskeys && hasOwnPasskey(),
    gone,
    unlock: (given) => told(session.unlock(whole(given))),
    check: (given) => told(session.checkMember(whole(given))),
  }
}
