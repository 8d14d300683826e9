import { unwrapByDevice, wrapByDevice } from '@keyward/vault/unlock'
import { type Core, newId, requireKnown, requireOpen } from '../core.ts'
import type { Account } from '../sign-in/account-key.ts'
import { contextOf, methodsOf, removalsOf, replaceMethod, unavailable } from './local-methods.ts'

/** The account key by the device's biometrics. @throws {KeyholderError} `session.offline-unlock-unavailable`; the port's errors */
export async function deviceAccount(core: Core): Promise<Account> {
  const deviceKey = core.options.biometricKey
  const [method] = await methodsOf(core, 'device')
  if (deviceKey === undefined || method === undefined) throw unavailable()
  const { accountKeyEpoch, wrapped } = method
  const accountKey = await unwrapByDevice(deviceKey, contextOf(core, method), wrapped)
  return { accountKey, accountKeyEpoch }
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
