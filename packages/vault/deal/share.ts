import { encodeCbor } from '@keyward/codec'
import type { Random } from '@keyward/primitives/signature'
import { hpkeOpen, hpkeSeal } from '../keyset/hpke.ts'
import { idBytes } from '../ids.ts'
import { DEAL_SHARE } from '../labels.ts'
import type { DealKey } from './deal-key.ts'

const RULES = { malformed: 'wrapped.malformed', refused: 'wrapped.refused' } as const

/** Which half of which deal, and for whom. Bound into the sealed form through HPKE's `info`. */
export interface DealShareContext {
  readonly holder: 'signer' | 'device'
  /** Sixteen bytes as base64url text, as all ids. */
  readonly dealId: string
  /** The signer's id, or the device's. */
  readonly holderId: string
}

/** The canonical CBOR of label and context. @throws {VaultError} `context.malformed` */
function dealShareInfo({ holder, dealId, holderId }: DealShareContext): Uint8Array {
  return encodeCbor([DEAL_SHARE, holder, idBytes(dealId, 'deal'), idBytes(holderId, holder)])
}

/**
 * Seals one half of a deal to its side: HPKE base mode (RFC 9180) with X-Wing, HKDF-SHA-256 and
 * AES-256-GCM, in the wire form of `wrapKey`. Base mode says nothing of who sealed it: the signed
 * deal does.
 *
 * @param holderKey X-Wing, 1,216 bytes: the signer's K, or the device's deal key
 * @throws {VaultError} `context.malformed`, `wrapped.malformed` for a malformed key
 */
export async function sealDealShare(
  random: Random,
  holderKey: Uint8Array,
  context: DealShareContext,
  share: Uint8Array,
): Promise<Uint8Array> {
  const info = dealShareInfo(context)
  return hpkeSeal(holderKey, share, { info }, random, RULES.malformed)
}

/**
 * Opens what `sealDealShare` made for this key and context.
 *
 * @throws {VaultError} `context.malformed`; `wrapped.malformed` for bytes of no known form;
 *   `wrapped.refused` when the key, a member of the context or a bit is another
 */
export async function openDealShare(
  key: DealKey,
  context: DealShareContext,
  sealed: Uint8Array,
): Promise<Uint8Array> {
  return hpkeOpen(key.seed, sealed, { info: dealShareInfo(context) }, RULES)
}
