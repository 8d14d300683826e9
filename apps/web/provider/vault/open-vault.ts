import type { ShellPort } from '@keyward/channel'
import type { Keyholder } from '@keyward/keyholder/keyholder'
import { webCryptoAead } from '@keyward/primitives/aead/webcrypto'
import type { Random } from '@keyward/primitives/signature'
import { openKeyholder } from '../../platform/open-keyholder.ts'
import { wait } from '../../platform/wait.ts'
import { biometricKey } from '../../shell/biometric-key.ts'
import { shellFetch } from '../../shell/shell-fetch.ts'
import { borrowKey } from '../../lend/borrow-key.ts'
import type { Unlocking } from '../person/ports.ts'
import { type HeldVault, heldVault } from './held.ts'

/** Keyward on this phone, behind the sheet. */
export interface SheetVault extends HeldVault {
  readonly keyholder: Keyholder
  readonly unlocking: Unlocking
}

export interface VaultSeat {
  readonly device: string | undefined
  /** For the network. */
  readonly shell: Pick<ShellPort, 'call'>
  /** For the key behind biometrics, whose prompt may be up already. */
  readonly keys: Pick<ShellPort, 'call'>
  readonly prompt: string
}

const random: Random = (length) => crypto.getRandomValues(new Uint8Array(length))

/** Opens what this phone keeps, locked. @throws {KeyholderError} `replica.*` */
export async function openSheetVault(seat: VaultSeat): Promise<SheetVault> {
  const { device, shell, keys, prompt } = seat
  const aead = webCryptoAead(crypto.subtle)
  const { keyholder, suffixes } = await openKeyholder({
    device,
    fetch: shellFetch(shell),
    session: { biometricKey: biometricKey({ port: keys, aead, random, prompt }) },
    passkeys: undefined,
  })
  // Loaded beside the verification, and waited for after it.
  void suffixes.load().catch(() => undefined)
  return {
    keyholder,
    unlocking: unlockingOf(keyholder, device),
    ...heldVault({ keyholder, suffixes }, 'Nobody is signed in on this phone.'),
  }
}

function unlockingOf({ session }: Keyholder, device: string | undefined): Unlocking {
  return {
    isUnlocked: () => session.state.kind === 'unlocked',
    byDevice: () => session.unlock({ by: 'device' }),
    byPassphrase: (passphrase) => session.unlock({ by: 'passphrase', passphrase }),
    async byApp() {
      const lent = await borrowKey(device, { random, wait })
      // A key that is no longer the present one is as good as none.
      if (lent !== undefined) await session.unlock({ by: 'key', ...lent }).catch(() => undefined)
    },
    turnOnBiometrics: () => session.turnOnBiometrics(),
  }
}
