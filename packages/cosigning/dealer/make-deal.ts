import { ES256, importPrivateKey, type KeyPair, parsePrivateDer } from '@keyward/primitives/keys'
import type { Random } from '@keyward/primitives/signature'
import { MAX_COUNT } from '../deal/deal.ts'
import { isSameKey } from '../deal/same-key.ts'
import { CosigningError } from '../error.ts'
import { DealerShare } from './dealer-share.ts'
import { deriveGranteeScalar } from './eddsa.ts'
import { makeRows } from './es256.ts'
import { deriveGranteeExponent } from './rs256.ts'

/**
 * Splits the private key of a passkey for one device and the signer: a new deal id, a new seed for
 * the signer, and the rest for the grantee. About half a millisecond for each sign-in of ES256.
 *
 * The key's bytes are wiped where they are arrays; numbers of the language can't be overwritten.
 *
 * @param count sign-ins: 1 to 1,000 with ES256, 0 with EdDSA and RS256
 * @throws {CosigningError} `deal.count`; `deal.key-mismatch` when the pair is none
 */
export function makeDeal(pair: KeyPair, count: number, random: Random): DealerShare {
  const steps = dealing(pair, count, random)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/**
 * The same, and others get a turn after each few sign-ins: for who has something else to do
 * meanwhile.
 *
 * @param turn resolves when it may go on
 * @throws {CosigningError} as `makeDeal`; and what `turn` throws
 */
export async function makeDealInTurns(
  pair: KeyPair,
  count: number,
  random: Random,
  turn: () => Promise<void>,
): Promise<DealerShare> {
  const steps = dealing(pair, count, random)
  try {
    for (;;) {
      const step = steps.next()
      if (step.done === true) return step.value
      await turn()
    }
  } finally {
    // Wipes the key of one that was not finished.
    steps.return(undefined as never)
  }
}

function* dealing(
  pair: KeyPair,
  count: number,
  random: Random,
): Generator<undefined, DealerShare, undefined> {
  const { publicKey, privateKey } = pair
  const most = publicKey.algorithm === ES256 ? MAX_COUNT : 0
  const least = publicKey.algorithm === ES256 ? 1 : 0
  if (!Number.isInteger(count) || count < least || count > most) {
    const message = 'A deal has 1 to 1,000 sign-ins with ES256, and no number of them otherwise.'
    throw new CosigningError('deal.count', message)
  }
  const der = privateKey.exportPkcs8()
  // A grantee with halves of another key than the deal names could never sign in.
  if (!isSameKey(importPrivateKey(der).publicKey, publicKey))
    throw new CosigningError('deal.key-mismatch', 'The private key is not that of the public key.')
  const dealId = random(16)
  const seed = random(32)
  let grantee: Uint8Array
  try {
    grantee = yield* granteeHalf(der, { seed, dealId, count }, random)
  } finally {
    der.fill(0)
  }
  return new DealerShare({ dealId, publicKey, count }, { signer: seed, grantee })
}

function* granteeHalf(
  der: Uint8Array,
  deal: { seed: Uint8Array; dealId: Uint8Array; count: number },
  random: Random,
): Generator<undefined, Uint8Array, undefined> {
  const numbers = parsePrivateDer(der)
  if (numbers.kind === 'rsa') return deriveGranteeExponent({ ...deal, key: numbers.numbers })
  const key = numbers.kind === 'p256' ? numbers.scalar : numbers.seed
  try {
    return numbers.kind === 'p256'
      ? yield* makeRows({ ...deal, key }, random)
      : deriveGranteeScalar({ ...deal, key })
  } finally {
    key.fill(0)
  }
}
