import type { AeadKey } from '@keyward/primitives/aead'
import {
  encodeOffline,
  makeOffline,
  offlineSecret,
  parseOffline,
  type UnlockContext,
  type UnlockSecret,
  unwrapAccountKey,
  unwrapByDevice,
  VaultError,
  wrapAccountKey,
  wrapByDevice,
} from '@keyward/vault/unlock'
import { KeyholderError } from '../../error.ts'
import { type Core, requireKnown, requireOpen, sealingOf } from '../core.ts'
import type { Account } from '../sign-in/account-key.ts'
import { newId } from '../sign-up/enrolment.ts'
import { type LocalMethod, methodRow, readMethods, removedMethodRow } from '../state/methods.ts'
import type { Change } from '../../replica/port.ts'

/** The account key by a kit or passkey, of the copies in the replica; undefined when none opens. */
export async function localAccount(core: Core, secret: UnlockSecret): Promise<Account | undefined> {
  for (const method of await methodsOf(core, secret.method as LocalMethod['kind'])) {
    const account = await unwrapped(core, method, secret)
    if (account !== undefined) return account
  }
  return undefined
}

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
  const account = await unwrapped(core, method, secret)
  if (account === undefined)
    throw new KeyholderError('session.wrong-passphrase', 'The passphrase is wrong.')
  return account
}

/** The account key by the device's biometrics. @throws {KeyholderError} `session.offline-unlock-unavailable`; the port's errors */
export async function deviceAccount(core: Core): Promise<Account> {
  const deviceKey = core.options.biometricKey
  const [method] = await methodsOf(core, 'device')
  if (deviceKey === undefined || method === undefined) throw unavailable()
  const { accountKeyEpoch, wrapped } = method
  const accountKey = await unwrapByDevice(deviceKey, contextOf(core, method), wrapped)
  return { accountKey, accountKeyEpoch }
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

/** Turns on unlocking by the device's biometrics. @throws as `deviceAccount` */
export async function keepDevice(core: Core): Promise<void> {
  const deviceKey = core.options.biometricKey
  if (deviceKey === undefined) throw unavailable()
  const { accountKey, accountKeyEpoch } = requireOpen(core).unlocked
  const methodId = newId(core)
  const context = { ...requireKnown(core), methodId, accountKeyEpoch }
  const wrapped = await wrapByDevice(deviceKey, context, accountKey)
  const record = new Uint8Array()
  await replaceMethod(core, { kind: 'device', methodId, accountKeyEpoch, wrapped, record })
}

/** Turns it off. */
export async function forgetDevice(core: Core): Promise<void> {
  await core.replica.write(await removalsOf(core, 'device'))
}

async function replaceMethod(core: Core, method: LocalMethod): Promise<void> {
  await core.replica.write([...(await removalsOf(core, method.kind)), methodRow(method)])
}

async function removalsOf(core: Core, kind: LocalMethod['kind']): Promise<Change[]> {
  return (await methodsOf(core, kind)).map(({ methodId }) => removedMethodRow(methodId))
}

async function methodsOf(core: Core, kind: LocalMethod['kind']): Promise<readonly LocalMethod[]> {
  const { accountKeyEpoch } = requireKnown(core)
  return (await readMethods(core.replica)).filter(
    (method) => method.kind === kind && method.accountKeyEpoch === accountKeyEpoch,
  )
}

async function unwrapped(
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

function contextOf(core: Core, { methodId, accountKeyEpoch }: LocalMethod): UnlockContext {
  return { ...requireKnown(core), methodId, accountKeyEpoch }
}

function unavailable(): KeyholderError {
  return new KeyholderError(
    'session.offline-unlock-unavailable',
    'This device can not unlock that way without the server.',
  )
}
