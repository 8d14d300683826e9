import type { AeadKey } from '@keyward/primitives/aead'
import { type Sealing, sealForm } from '../envelope/sealed-form.ts'
import { hpkeSeal } from '../keyset/hpke.ts'
import type { PublicKeyset } from '../keyset/keyset.ts'
import { wrapInfo } from '../keyset/wrap-context.ts'
import { CONTINUITY_SEAL, CONTINUITY_SHARE } from '../labels.ts'
import { type ContinuityContext, shareContext } from './context.ts'
import { ContinuityShare, joinShares, SHARE_LENGTH } from './share.ts'

/** An account's key, sealed so that it takes the server and a Super Admin together to open it. */
export interface SealedContinuity {
  /** The key under A xor B: 61 bytes. */
  readonly sealed: Uint8Array
  /** A, wrapped to the continuity keyset: 1,169 bytes. */
  readonly shareA: Uint8Array
  /** B, for the server alone: it goes there, and is kept nowhere else. */
  readonly shareB: ContinuityShare
}

/**
 * Seals an account's key for continuity, under a key of two halves that is made afresh each time: A
 * is wrapped to the continuity keyset (HPKE as in `wrapKey`), B is for the server. Who holds only
 * one of them holds nothing.
 *
 * @throws {VaultError} `context.malformed`, `continuity.malformed` for a malformed public key
 */
export async function makeContinuity(
  sealing: Sealing,
  continuityKeyset: PublicKeyset,
  context: ContinuityContext,
  key: AeadKey,
): Promise<SealedContinuity> {
  const { random } = sealing
  const named = shareContext(context)
  const half = random(SHARE_LENGTH)
  const shareB = new ContinuityShare(random(SHARE_LENGTH))
  const info = wrapInfo(CONTINUITY_SHARE, named)
  const { wrapping } = continuityKeyset
  const shareA = await hpkeSeal(wrapping, half, { info }, random, 'continuity.malformed')
  const associatedData = wrapInfo(CONTINUITY_SEAL, named)
  const joined = joinShares(half, shareB)
  return {
    sealed: await sealForm(sealing, joined, key.exportBytes(), associatedData),
    shareA,
    shareB,
  }
}
