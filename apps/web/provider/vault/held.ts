import { providerOf } from '@keyward/keyholder/commands/provider'
import { KeyholderError } from '@keyward/keyholder/error'
import { type ProviderDevice, type SealedRows, sealedRows } from '@keyward/keyholder/provider'
import type { OpenedKeyholder } from '../../platform/open-keyholder.ts'

/** What answers a request out of what a device keeps. */
export interface HeldVault {
  /** @throws {KeyholderError} `session.none`; `session.removed` once that was heard of */
  readonly provider: ProviderDevice['provider']
  /** Of the unlocked session. */
  readonly rows: () => SealedRows
}

/** @param nobody the sentence for a device on which nobody is signed in */
export function heldVault(
  { keyholder, suffixes }: Pick<OpenedKeyholder, 'keyholder' | 'suffixes'>,
  nobody: string,
): HeldVault {
  const { session } = keyholder
  let isRemoved = false
  session.watch(({ kind }) => (isRemoved ||= kind === 'removed'))
  return {
    async provider() {
      if (session.state.kind === 'none')
        throw isRemoved
          ? new KeyholderError('session.removed', 'This device was removed from the workspace.')
          : new KeyholderError('session.none', nobody)
      if (session.state.kind !== 'unlocked') return undefined
      // Usernames and callers are held against it.
      await suffixes.load()
      return providerOf(keyholder, { isProviderEnabled: true, isVerificationSetUp: true })
    },
    rows: () =>
      sealedRows({
        platform: session.platform,
        replica: session.replica,
        unlocked: () => session.unlocked(),
        membership: session.membership(),
      }),
  }
}
