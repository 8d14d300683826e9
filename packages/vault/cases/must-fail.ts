import { decodeHex, encodeHex } from '@keyward/codec'
import type { CONTINUITY_OPENERS } from './frozen-continuity.ts'
import type { LOCAL_OPENERS } from './frozen-local.ts'
import { flipped } from './seeded-random.ts'

/** Bytes that have to be refused, the members of the context they are asked for by, and the rule. */
export interface MustFail {
  readonly name: string
  readonly format:
    | 'sealed'
    | 'write'
    | 'wrappedKey'
    | 'accessList'
    | 'accountKey.kit'
    | keyof typeof LOCAL_OPENERS
    | keyof typeof CONTINUITY_OPENERS
  readonly bytes: string
  /** What is asked for instead of the right thing. */
  readonly instead: Readonly<Record<string, string | number>>
  readonly rule: string
}

const OTHER_ID = 'CQkJCQkJCQkJCQkJCQkJCQ'
const OTHER_HASH = '05'.repeat(32)

const WRONG_CONTEXTS: readonly Pick<MustFail, 'format' | 'instead' | 'rule'>[] = [
  ...[
    { kind: 'account-secrets' },
    { formatVersion: 2 },
    { workspaceId: OTHER_ID },
    { objectId: OTHER_ID },
    { keyEpoch: 2 },
    { version: 2, prevHash: OTHER_HASH },
  ].map((instead) => ({ format: 'sealed', instead, rule: 'sealed.refused' }) as const),
  ...[
    { kind: 'account-secrets' },
    { formatVersion: 2 },
    { workspaceId: OTHER_ID },
    { objectId: OTHER_ID },
    { keyEpoch: 2 },
  ].map((instead) => ({ format: 'write', instead, rule: 'write.context' }) as const),
  ...[
    { kind: 'secrets-key' },
    { workspaceId: OTHER_ID },
    { objectId: OTHER_ID },
    { keyEpoch: 2 },
    { recipientId: OTHER_ID },
    { recipientEpoch: 2 },
  ].map((instead) => ({ format: 'wrappedKey', instead, rule: 'wrapped.refused' }) as const),
  ...[
    { workspaceId: OTHER_ID },
    { memberId: OTHER_ID },
    { methodId: OTHER_ID },
    { accountKeyEpoch: 2 },
  ].map((instead) => ({ format: 'accountKey.kit', instead, rule: 'unlock.refused' }) as const),
  ...[
    { workspaceId: OTHER_ID },
    { memberId: OTHER_ID },
    { objectId: OTHER_ID },
    { kind: 'profile-key' },
    { keyEpoch: 2 },
    { accountKeyEpoch: 2 },
  ].map((instead) => ({ format: 'localKey', instead, rule: 'wrapped.refused' }) as const),
  ...[
    { workspaceId: OTHER_ID },
    { memberId: OTHER_ID },
    { deviceId: OTHER_ID },
    { accountKeyEpoch: 2 },
  ].flatMap((instead) => [
    { format: 'localIdentity', instead, rule: 'wrapped.refused' } as const,
    { format: 'replicaKey', instead, rule: 'wrapped.refused' } as const,
  ]),
  ...[
    { workspaceId: OTHER_ID },
    { memberId: OTHER_ID },
    { collection: 'index' },
    { key: '0002' },
  ].map((instead) => ({ format: 'localSealed', instead, rule: 'sealed.refused' }) as const),
  ...[{ workspaceId: OTHER_ID }, { memberId: OTHER_ID }, { accountKeyEpoch: 2 }].map(
    (instead) => ({ format: 'anchor', instead, rule: 'sealed.refused' }) as const,
  ),
  ...[
    { kind: 'profile-key' },
    { workspaceId: OTHER_ID },
    { accountId: OTHER_ID },
    { keyEpoch: 2 },
    { continuityEpoch: 2 },
  ].map(
    (instead) => ({ format: 'continuity.sealed', instead, rule: 'continuity.refused' }) as const,
  ),
]

/** Where in the frozen bytes a bit is flipped, and by which rule that is refused. */
const FLIPS: readonly (readonly [MustFail['format'], bit: number, rule: string])[] = [
  ['sealed', 0, 'sealed.malformed'],
  ['sealed', 9, 'sealed.refused'],
  ['sealed', 150, 'sealed.refused'],
  ['sealed', 8 * 284 + 7, 'sealed.refused'],
  ['write', 8 * 100, 'write.sealed-hash'],
  ['write', 8 * 340, 'write.signature'],
  ['accessList', 8 * 40, 'access.signature'],
  ['wrappedKey', 1, 'wrapped.malformed'],
  ['wrappedKey', 8 * 600, 'wrapped.refused'],
  ['wrappedKey', 8 * 1168, 'wrapped.refused'],
  ['accountKey.kit', 8 * 30, 'unlock.refused'],
  ['localKey', 2, 'wrapped.malformed'],
  ['localKey', 8 * 30, 'wrapped.refused'],
  ['localIdentity', 8 * 30, 'wrapped.refused'],
  ['replicaKey', 8 * 30, 'wrapped.refused'],
  ['localSealed', 8 * 100, 'sealed.refused'],
  ['anchor', 1, 'sealed.malformed'],
  ['anchor', 8 * 40, 'sealed.refused'],
  ['continuity.sealed', 1, 'continuity.malformed'],
  ['continuity.sealed', 8 * 30, 'continuity.refused'],
  ['continuity.shareA', 1, 'continuity.malformed'],
  ['continuity.shareA', 8 * 1140, 'continuity.refused'],
  ['continuity.shareB', 0, 'continuity.refused'],
]

const CUTS: readonly (readonly [MustFail['format'], kept: number, rule: string])[] = [
  ['sealed', 28, 'sealed.malformed'],
  ['sealed', 284, 'sealed.refused'],
  ['write', 400, 'write.malformed'],
  ['wrappedKey', 1136, 'wrapped.malformed'],
  ['wrappedKey', 1168, 'wrapped.refused'],
  ['accessList', 700, 'access.malformed'],
  ['accountKey.kit', 60, 'unlock.refused'],
  ['localKey', 28, 'wrapped.malformed'],
  ['localIdentity', 60, 'wrapped.refused'],
  ['replicaKey', 60, 'wrapped.refused'],
  ['localSealed', 284, 'sealed.refused'],
  ['anchor', 28, 'sealed.malformed'],
  ['anchor', 100, 'sealed.refused'],
  ['continuity.sealed', 28, 'continuity.malformed'],
  ['continuity.shareA', 1136, 'continuity.malformed'],
  ['continuity.shareB', 31, 'continuity.malformed'],
]

/** Good bytes of another format, in the place of the ones asked for. */
const SWAPS: readonly (readonly [
  format: MustFail['format'],
  other: string,
  what: string,
  rule: string,
])[] = [
  ['accountKey.kit', 'accountKey.passkey', 'the one wrapped by passkey', 'unlock.refused'],
  ['wrappedKey', 'wrappedKeyset', 'a wrapped keyset', 'wrapped.refused'],
  ['sealed', 'sealedKeyset', 'a sealed keyset', 'sealed.refused'],
  ['localKey', 'replicaKey', 'the replica key', 'wrapped.refused'],
  ['localIdentity', 'replicaKey', 'the replica key', 'wrapped.refused'],
  ['replicaKey', 'localIdentity', "the device's signing key", 'wrapped.refused'],
  ['localSealed', 'sealed', 'sealed content', 'sealed.refused'],
  ['anchor', 'sealedKeyset', 'a sealed keyset', 'sealed.refused'],
  ['continuity.sealed', 'localKey', 'a local key', 'continuity.refused'],
  ['continuity.shareA', 'wrappedKey', 'a wrapped key', 'continuity.refused'],
]

/** Made from the frozen bytes; each has to be refused by its rule. */
export function makeMustFail(frozen: Readonly<Record<string, string>>): MustFail[] {
  const bytesOf = (name: string): Uint8Array => decodeHex(frozen[name] as string)
  return [
    ...WRONG_CONTEXTS.map(({ format, instead, rule }) => ({
      name: `${format}: another ${Object.keys(instead).join(' and ')}`,
      format,
      bytes: frozen[format] as string,
      instead,
      rule,
    })),
    ...FLIPS.map(([format, bit, rule]) => ({
      name: `${format}: bit ${bit} flipped`,
      format,
      bytes: encodeHex(flipped(bytesOf(format), bit)),
      instead: {},
      rule,
    })),
    ...CUTS.map(([format, kept, rule]) => ({
      name: `${format}: cut to ${kept} bytes`,
      format,
      bytes: encodeHex(bytesOf(format).slice(0, kept)),
      instead: {},
      rule,
    })),
    ...SWAPS.map(([format, other, what, rule]) => ({
      name: `${format}: ${what} in its place`,
      format,
      bytes: frozen[other] as string,
      instead: {},
      rule,
    })),
  ]
}
