import { asidesOf } from '../asides.ts'
import { unlessCancelled } from './cancelled.ts'
import { KeyholderError } from '../../error.ts'
import { GateError } from '../error.ts'
import { closedGate } from '../gates.ts'
import type { Verification } from '../person.ts'
import type { Provider } from '../provider.ts'
import type { Surface } from '../request.ts'
import type { SystemRequest } from '../system/types.ts'
import type { ProviderDevice, SystemPerson } from './ports.ts'
import type { VerificationMethod } from '@keyward/webauthn/authenticator'
import type { CancelSignal } from '@keyward/webauthn/client'

/** A provider that all gates have let through, and the person, verified already or not. */
export interface Admitted {
  readonly provider: Provider
  readonly person: SystemPerson
}

/**
 * Passes the gates in the order in which a person meets them: provider enabled, workspace role,
 * creating allowed here, biometrics on. Where biometrics are off they are asked for, and the request
 * goes on. A locked session is unlocked by the one verification of the request; its role is looked
 * at right after, before anything of the vault is.
 *
 * @throws {GateError}
 */
export async function admit(
  device: ProviderDevice,
  person: SystemPerson,
  request: SystemRequest,
  about: { readonly rpId: string; readonly signal: CancelSignal | undefined },
): Promise<Admitted> {
  const { isProviderEnabled } = device
  if (!isProviderEnabled) throw new GateError({ gate: 'provider-enabled', decision: undefined })
  const early = await device.provider()
  if (early !== undefined) passRole(early, request)
  const already = device.isVerificationSetUp
    ? undefined
    : await unlessCancelled(about.signal, () => turnOn(person))
  const asker = onceVerified(person, already)
  const kind = kindOf(request)
  let provider = await device.provider()
  if (provider === undefined) {
    const { rpId } = about
    const purpose = { kind, rpId, isRequired: true } as const
    const checked = await unlessCancelled(about.signal, () => asker.verify(purpose))
    if (checked.outcome === 'cancelled')
      throw new KeyholderError('provider.cancelled', 'You cancelled the request.')
    if (checked.outcome === 'failed')
      throw new GateError({ gate: 'user-verification', decision: undefined })
    provider = await device.provider()
  }
  if (provider === undefined)
    throw new KeyholderError('session.locked', 'Keyward is locked: unlock it first.')
  passRole(provider, request)
  return {
    provider: { ...provider, isProviderEnabled: true, isVerificationSetUp: true },
    person: asker,
  }
}

/** Everything but biometrics, which have a way on. */
function passRole(provider: Provider, request: SystemRequest): void {
  const facts = { ...provider, isProviderEnabled: true, isVerificationSetUp: true }
  const closed = closedGate(kindOf(request), { ...facts, surface: surfaceOf(request) })
  if (closed !== undefined) throw new GateError(closed)
}

/** A policy may keep new passkeys to the phone app. */
export function surfaceOf({ platform }: Pick<SystemRequest, 'platform'>): Surface {
  return platform === 'browser' ? 'other' : 'mobile'
}

function kindOf({ kind }: SystemRequest): 'create' | 'sign-in' {
  return kind === 'create' ? 'create' : 'sign-in'
}

async function turnOn(person: SystemPerson): Promise<VerificationMethod | undefined> {
  const answer = await person.turnOnBiometrics()
  if (answer.outcome === 'on') return answer.verified
  throw new GateError({ gate: 'biometrics', decision: undefined })
}

/** One verification is enough for one request: a second question gets the first answer. */
function onceVerified(person: SystemPerson, already: VerificationMethod | undefined): SystemPerson {
  let verified: Promise<Verification> | undefined =
    already && Promise.resolve({ outcome: 'verified', method: already })
  return {
    ...asidesOf(person),
    canVerify: person.canVerify,
    verify: (purpose) => (verified ??= person.verify(purpose)),
    chooseAccount: (question) => person.chooseAccount(question),
    choosePasskey: (question) => person.choosePasskey(question),
    confirmExcluded: (question) => person.confirmExcluded(question),
    turnOnBiometrics: () => person.turnOnBiometrics(),
    trustApp: (question) => person.trustApp(question),
    passkeySaved: (saved) => person.passkeySaved(saved),
  }
}
