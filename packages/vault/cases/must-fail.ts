import { decodeHex, encodeHex } from '@keyward/codec'
import { flipped } from './seeded-random.ts'

/** Bytes that have to be refused, the members of the context they are asked for by, and the rule. */
export interface MustFail {
  readonly name: string
  readonly format: 'sealed' | 'write' | 'wrappedKey' | 'accessList' | 'accountKey.kit'
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
]

const CUTS: readonly (readonly [MustFail['format'], kept: number, rule: string])[] = [
  ['sealed', 28, 'sealed.malformed'],
  ['sealed', 284, 'sealed.refused'],
  ['write', 400, 'write.malformed'],
  ['wrappedKey', 1136, 'wrapped.malformed'],
  ['wrappedKey', 1168, 'wrapped.refused'],
  ['accessList', 700, 'access.malformed'],
  ['accountKey.kit', 60, 'unlock.refused'],
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
    {
      name: 'accountKey.kit: the one wrapped by passkey in its place',
      format: 'accountKey.kit',
      bytes: frozen['accountKey.passkey'] as string,
      instead: {},
      rule: 'unlock.refused',
    },
    {
      name: 'wrappedKey: a wrapped keyset in its place',
      format: 'wrappedKey',
      bytes: frozen['wrappedKeyset'] as string,
      instead: {},
      rule: 'wrapped.refused',
    },
    {
      name: 'sealed: a sealed keyset in its place',
      format: 'sealed',
      bytes: frozen['sealedKeyset'] as string,
      instead: {},
      rule: 'sealed.refused',
    },
  ]
}
