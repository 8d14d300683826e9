import { type CborValue, encodeCbor } from '@keyward/codec'
import { AEAD_KEY_LENGTH, type Aead, AeadKey } from '@keyward/primitives/aead'
import { hkdfSha256 } from '@keyward/primitives/hash'
import { openForm, type Sealing, sealForm } from '../envelope/sealed-form.ts'
import { type ChainHead, headMap } from '../envelope/write.ts'
import { malformed, parseFields } from '../fields.ts'
import { CHAIN_ANCHOR } from '../labels.ts'
import { type AnchorContext, anchorInfo } from './context.ts'

const RULES = { malformed: 'sealed.malformed', refused: 'sealed.refused' } as const

/** Which membership chain a member believes: its first entry, and the last that was seen. */
export interface ChainAnchor {
  /** The hash of the chain's first entry, 32 bytes. */
  readonly genesisHash: Uint8Array
  /** Entries are counted from 1. */
  readonly head: ChainHead
}

/**
 * Seals which chain the member believes, for the server to keep: a device that has nothing but the
 * account key can hold the server to it. The key is derived from the account key for this alone.
 *
 * @throws {VaultError} `context.malformed`
 */
export async function sealAnchor(
  sealing: Sealing,
  accountKey: AeadKey,
  context: AnchorContext,
  anchor: ChainAnchor,
): Promise<Uint8Array> {
  const info = anchorInfo(CHAIN_ANCHOR, context)
  const content = encodeCbor(
    new Map<string, CborValue>([
      ['v', 1],
      ['genesisHash', anchor.genesisHash],
      ['head', headMap(anchor.head)],
    ]),
  )
  return sealForm(sealing, anchorKey(accountKey, info), content, info)
}

/**
 * Opens what `sealAnchor` made. An older anchor of the same epoch opens as well: it says what was
 * believed once, and the chain that is believed now has to contain that.
 *
 * @throws {VaultError} `context.malformed`, `sealed.malformed`; `sealed.refused` when the key, a
 *   member of the context or a bit is another
 */
export async function openAnchor(
  aead: Aead,
  accountKey: AeadKey,
  context: AnchorContext,
  sealed: Uint8Array,
): Promise<ChainAnchor> {
  const info = anchorInfo(CHAIN_ANCHOR, context)
  const content = await openForm(aead, anchorKey(accountKey, info), sealed, info, RULES)
  const fields = parseFields(content, ['v', 'genesisHash', 'head'], RULES.malformed)
  if (fields.uint('v') !== 1) throw malformed(RULES.malformed, 'the version is not known')
  const head = fields.map('head', ['sequence', 'hash'])
  return {
    genesisHash: fields.bytes('genesisHash', 32),
    head: { sequence: head.uint('sequence', 1), hash: head.bytes('hash', 32) },
  }
}

function anchorKey(accountKey: AeadKey, info: Uint8Array): AeadKey {
  const ikm = accountKey.exportBytes()
  return new AeadKey(hkdfSha256({ ikm, salt: new Uint8Array(), info }, AEAD_KEY_LENGTH))
}
