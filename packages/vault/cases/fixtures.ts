import { encodeBase64url } from '@keyward/codec'
import { AeadKey } from '@keyward/primitives/aead'
import { webCryptoAead } from '@keyward/primitives/aead/webcrypto'
import { type IdentityKey, makeIdentityKey } from '@keyward/primitives/identity'
import type { Random } from '@keyward/primitives/signature'
import { type EnvelopeContext, NO_PREVIOUS } from '../envelope/context.ts'
import type { Sealing } from '../envelope/sealed-form.ts'
import { type SealedWrite, sealWrite } from '../envelope/write.ts'
import { seededRandom } from './seeded-random.ts'

/** An id made of one repeated byte. */
export function idOf(byte: number): string {
  return encodeBase64url(new Uint8Array(16).fill(byte))
}

export const WORKSPACE = idOf(1)
export const ACCOUNT = idOf(2)
export const MEMBER = idOf(3)
export const DEVICE = idOf(4)

export function sealingOf(random: Random): Sealing {
  return { aead: webCryptoAead(crypto.subtle), random }
}

/** The context of an account's first profile. */
export const FIRST: EnvelopeContext = {
  kind: 'account-profile',
  formatVersion: 1,
  workspaceId: WORKSPACE,
  objectId: ACCOUNT,
  keyEpoch: 1,
  version: 1,
  prevHash: NO_PREVIOUS,
}

/** For every member of a context, the same context with this one changed. */
export function changedContexts(context: EnvelopeContext): [name: string, EnvelopeContext][] {
  const second = { version: context.version + 1, prevHash: new Uint8Array(32).fill(5) }
  return [
    ['kind', { ...context, kind: 'account-secrets' }],
    ['formatVersion', { ...context, formatVersion: context.formatVersion + 1 }],
    ['workspaceId', { ...context, workspaceId: idOf(9) }],
    ['objectId', { ...context, objectId: idOf(9) }],
    ['keyEpoch', { ...context, keyEpoch: context.keyEpoch + 1 }],
    ['version and prevHash', { ...context, ...second }],
    ...(context.version === 1
      ? []
      : ([
          ['version', { ...context, version: context.version + 1 }],
          ['prevHash', { ...context, prevHash: new Uint8Array(32).fill(6) }],
        ] as [string, EnvelopeContext][])),
  ]
}

export interface Writer {
  readonly sealing: Sealing
  readonly key: AeadKey
  readonly device: IdentityKey
  write(context: EnvelopeContext, content: Uint8Array): Promise<SealedWrite>
}

/** A device that writes, all from one seed. */
export function writerOf(name: string): Writer {
  const random = seededRandom(name)
  const sealing = sealingOf(random)
  const key = new AeadKey(random(32))
  const device = makeIdentityKey(random)
  return {
    sealing,
    key,
    device,
    write: (context, content) =>
      sealWrite(sealing, key, {
        context,
        content,
        author: { memberId: MEMBER, deviceId: DEVICE, key: device },
        head: { sequence: 7, hash: new Uint8Array(32).fill(7) },
        latest: { profile: context.version, secrets: 1 },
      }),
  }
}
