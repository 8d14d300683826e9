import type { AeadKey } from '@keyward/primitives/aead'
import { type UnlockSecret, unwrapAccountKey, VaultError } from '@keyward/vault/unlock'
import type { Core } from '../core.ts'
import type { Account } from '../sign-in/account-key.ts'
import type { LocalMethod } from '../state/methods.ts'
import { contextOf, methodsOf } from './local-methods.ts'

/** The account key by a kit or passkey, of the copies in the replica; undefined when none opens. */
export async function localAccount(core: Core, secret: UnlockSecret): Promise<Account | undefined> {
  for (const method of await methodsOf(core, secret.method as LocalMethod['kind'])) {
    const account = await accountOfMethod(core, method, secret)
    if (account !== undefined) return account
  }
  return undefined
}

/** The account key by one method; undefined when the secret does not open it. */
export async function accountOfMethod(
  core: Core,
  method: LocalMethod,
  secret: UnlockSecret,
): Promise<Account | undefined> {
  try {
    const accountKey: AeadKey = await unwrapAccountKey(
      core.platform.aead,
      secret,
      contextOf(core, method),
      method.wrapped,
    )
    return { accountKey, accountKeyEpoch: method.accountKeyEpoch }
  } catch (error) {
    if (error instanceof VaultError) return undefined
    throw error
  }
}
