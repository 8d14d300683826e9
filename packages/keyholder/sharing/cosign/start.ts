import { decodeBase64url, encodeBase64url } from '@keyward/codec'
import {
  type Assertion,
  finishEddsa,
  finishEs256,
  finishRs256,
  parseEddsaShare,
  parseEs256Row,
  parseRs256Share,
  type SigningRequest,
  startEddsa,
  startEs256,
  startRs256,
} from '@keyward/cosigning/grantee'
import { concatBytes } from '@keyward/codec'
import { EDDSA, ES256 } from '@keyward/primitives/keys'
import type { Cosign, Cosigned } from '@keyward/protocol'
import { KeyholderError } from '../../error.ts'
import type { VaultContext } from '../../vault/context.ts'
import type { HeldDeal } from '../held/held.ts'
import { erasePart, takePart } from '../held/take-part.ts'
import { plainModExp } from './plain-modexp.ts'

/** A sign-in that was begun with one deal: nothing of it serves another. */
export interface StartedSignIn {
  readonly dealKey: string
  readonly request: SigningRequest
  /** The same as it is sent. */
  readonly body: Cosign['request']
  /** Of ES256. */
  readonly index: number | null
  /**
   * The signature, verified under the passkey's public key.
   *
   * @throws {CosigningError} `answer.*`
   */
  finish(answer: Cosigned): Promise<Uint8Array>
  /** Erases what was used of the deal. Never throws. */
  erase(): Promise<void>
}

/**
 * Begins a sign-in with the first of these deals that has something left. With ES256 its row is
 * marked as spent, durably, when this resolves.
 *
 * @returns undefined when nothing is left
 * @throws {KeyholderError} `replica.*`, `session.locked`
 */
export async function startSignIn(
  context: VaultContext,
  deals: readonly HeldDeal[],
  assertion: Assertion,
): Promise<StartedSignIn | undefined> {
  for (const held of deals) {
    const started =
      held.deal.publicKey.algorithm === ES256
        ? await startWithRow(context, held, assertion)
        : startWithShare(context, held, assertion)
    if (started !== undefined) return started
  }
  return undefined
}

async function startWithRow(
  context: VaultContext,
  { key, dealId, deal }: HeldDeal,
  assertion: Assertion,
): Promise<StartedSignIn | undefined> {
  const part = await takePart(context, dealId)
  if (part === undefined) return undefined
  const { request, pending } = startEs256(parseEs256Row(deal, part.index, part.bytes), assertion)
  part.bytes.fill(0)
  const { index, r, tag } = request
  const numbers = { r: encodeBase64url(r), tag: encodeBase64url(tag) }
  return {
    dealKey: key,
    request,
    body: { algorithm: 'ES256', index, ...numbers },
    index,
    async finish(answer) {
      if (answer.algorithm !== 'ES256') throw otherAlgorithm()
      return finishEs256(pending, decodeBase64url(answer.half))
    },
    erase: () => erasePart(context, part.key),
  }
}

function startWithShare(
  { platform }: VaultContext,
  { key, deal, share }: HeldDeal,
  assertion: Assertion,
): StartedSignIn | undefined {
  if (share === undefined) return undefined
  const shared = { dealKey: key, index: null, erase: async () => {} }
  if (deal.publicKey.algorithm === EDDSA) {
    const { request, pending } = startEddsa(
      parseEddsaShare(deal, share),
      assertion,
      platform.random,
    )
    return {
      ...shared,
      request,
      body: { algorithm: 'EdDSA', d: encodeBase64url(request.d), e: encodeBase64url(request.e) },
      async finish(answer) {
        if (answer.algorithm !== 'EdDSA') throw otherAlgorithm()
        return finishEddsa(
          pending,
          concatBytes(decodeBase64url(answer.r1), decodeBase64url(answer.s1)),
        )
      },
    }
  }
  const { request, pending } = startRs256(parseRs256Share(deal, share), assertion)
  return {
    ...shared,
    request,
    body: { algorithm: 'RS256' },
    async finish(answer) {
      if (answer.algorithm !== 'RS256') throw otherAlgorithm()
      const modexp = platform.modexp ?? plainModExp(() => platform.wait(0))
      return finishRs256(pending, decodeBase64url(answer.half), modexp)
    },
  }
}

function otherAlgorithm(): KeyholderError {
  return new KeyholderError('cosigning.bad-answer', 'The signer answered for another algorithm.')
}
