import {
  encodeOffline,
  makeOffline,
  offlineSecret,
  parseOffline,
  wrapAccountKey,
} from '@keyward/vault/unlock'
import { KeyholderError } from '../../error.ts'
import { type Core, newId, requireKnown, requireOpen, sealingOf } from '../core.ts'
import type { Account } from '../sign-in/account-key.ts'
import { accountOfMethod } from './local-account.ts'
import { contextOf, methodsOf, replaceMethod, unavailable } from './local-methods.ts'

/**
 * The account key by passphrase without the server, where this device has a key of its own.
 *
 * @throws {KeyholderError} `session.offline-unlock-unavailable`, `session.wrong-passphrase`
 */
export async function offlineAccount(core: Core, passphrase: string): Promise<Account> {
  const deviceKey = core.options.offlineKey
  const [method] = await methodsOf(core, 'offline')
  if (deviceKey === undefined || method === undefined) throw unavailable()
  const ports = { argon2id: core.platform.argon2id, deviceKey }
  const record = parseOffline(method.record)
  const secret = await offlineSecret(ports, passphrase, contextOf(core, method), record)
  const account = await accountOfMethod(core, method, secret)
  if (account === undefined)
    throw new KeyholderError('session.wrong-passphrase', 'The passphrase is wrong.')
  return account
}

/** Keeps what unlocks by this passphrase without the server, where the device has a key for it. */
export async function keepOffline(core: Core, passphrase: string): Promise<void> {
  const deviceKey = core.options.offlineKey
  if (deviceKey === undefined) return
  const { accountKey, accountKeyEpoch } = requireOpen(core).unlocked
  const { argon2id, random } = core.platform
  const methodId = newId(core)
  const context = { ...requireKnown(core), methodId, accountKeyEpoch }
  const made = await makeOffline({ argon2id, deviceKey, random }, passphrase, context)
  const wrapped = await wrapAccountKey(sealingOf(core), made.secret, context, accountKey)
  const record = encodeOffline(made.record)
  await replaceMethod(core, { kind: 'offline', methodId, accountKeyEpoch, wrapped, record })
}
