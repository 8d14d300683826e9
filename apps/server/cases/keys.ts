import { randomBytes } from 'node:crypto'
import { encodeBase64url } from '@keyward/codec'
import type { AeadKey } from '@keyward/primitives/aead'
import { webCryptoAead } from '@keyward/primitives/aead/webcrypto'
import { type IdentityKey, makeIdentityKey } from '@keyward/primitives/identity'
import type { Enrolment } from '@keyward/protocol'
import { type Keyset, makeKeyset, sealKeyset } from '@keyward/vault/keyset'
import {
  kitSecret,
  kitSignInKey,
  makeAccountKey,
  makeRecoveryKit,
  type RecoveryKit,
  wrapAccountKey,
} from '@keyward/vault/unlock'
import type { Device, DeviceId, MemberId, MemberKeys } from '@keyward/workspace/chain'
import { client as opaque } from '@serenity-kit/opaque'
import type { TestDevice } from './device.ts'

export const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length))
export const sealing = { aead: webCryptoAead(crypto.subtle), random }

export function newId<Id extends string = string>(): Id {
  return encodeBase64url(random(16)) as Id
}

/** Everything secret that a member has. */
export interface MemberSecrets {
  readonly memberId: MemberId
  readonly deviceId: DeviceId
  readonly name: string
  readonly address: string
  readonly passphrase: string
  readonly accountKey: AeadKey
  readonly keyset: Keyset
  readonly deviceKey: IdentityKey
  readonly kit: RecoveryKit
}

export async function makeSecrets(name: string): Promise<MemberSecrets> {
  return {
    memberId: newId<MemberId>(),
    deviceId: newId<DeviceId>(),
    name,
    address: `${name.toLowerCase().replaceAll(' ', '-')}@example.org`,
    passphrase: `the passphrase of ${name}`,
    accountKey: makeAccountKey(random),
    keyset: await makeKeyset(random),
    deviceKey: makeIdentityKey(random),
    kit: makeRecoveryKit(random),
  }
}

export function keysOf({ keyset }: MemberSecrets): MemberKeys {
  return { epoch: 1, ...keyset.publicPart }
}

export function deviceOf({ deviceId, name, deviceKey }: MemberSecrets): Device {
  return { deviceId, name: `${name}'s phone`, signing: deviceKey.publicKey }
}

/** Argon2id with little memory: how strong it is, is not what these tests are about. */
export const LIGHT = {
  'argon2id-custom': { memory: 8, iterations: 1, parallelism: 1 },
} as const

/** Registers a passphrase as the client does. Returns OPAQUE's record. */
async function registerPassphrase(
  device: TestDevice,
  user: { readonly workspaceId: string; readonly address: string; readonly passphrase: string },
): Promise<string> {
  const { workspaceId, address, passphrase: password } = user
  const started = opaque.startRegistration({ password })
  const { response } = await device.must('registerPassphrase', {
    body: { workspaceId, address, request: started.registrationRequest },
  })
  return opaque.finishRegistration({
    password,
    clientRegistrationState: started.clientRegistrationState,
    registrationResponse: response,
    keyStretching: LIGHT,
  }).registrationRecord
}

/** What a member leaves with the server when it joins. */
export async function makeEnrolment(
  device: TestDevice,
  workspaceId: string,
  secrets: MemberSecrets,
): Promise<Enrolment> {
  const { memberId, address, accountKey, keyset, kit, passphrase } = secrets
  const context = { workspaceId, memberId, accountKeyEpoch: 1 }
  const record = await registerPassphrase(device, { workspaceId, address, passphrase })
  const kitId = newId()
  const wrapped = await wrapAccountKey(
    sealing,
    kitSecret(kit),
    { ...context, methodId: kitId },
    accountKey,
  )
  const sealed = await sealKeyset(sealing, accountKey, { ...context, keysetEpoch: 1 }, keyset)
  return {
    address,
    anchor: encodeBase64url(random(100)),
    keyset: { keysetEpoch: 1, accountKeyEpoch: 1, sealed: encodeBase64url(sealed) },
    passphrase: {
      kind: 'passphrase',
      methodId: newId(),
      accountKeyEpoch: 1,
      wrapped: encodeBase64url(random(61)),
      record,
    },
    kit: {
      kind: 'kit',
      methodId: kitId,
      accountKeyEpoch: 1,
      wrapped: encodeBase64url(wrapped),
      publicKey: encodeBase64url(kitSignInKey(kit).publicKey),
    },
  }
}
