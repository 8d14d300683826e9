import { concatBytes } from '@keyward/codec'
import { hkdfSha256 } from '@keyward/primitives/hash'
import { encodeRowName, type RowName } from '../halves/es256.ts'
import { ES256_NONCE, labelBytes } from '../labels.ts'
import { abscissaOf, Fn, reduceP256 } from '../scalars/p256.ts'

/** A nonce of ECDSA, and r = (kG).x modulo n. Neither is 0. */
export interface Nonce {
  readonly k: bigint
  readonly r: bigint
}

/** The first nonce with a k and an r that are not 0 (FIPS 186-5 section 6.4.1, steps 3 to 6). */
export function makeNonce(next: () => bigint, rOf: (k: bigint) => bigint = abscissaOf): Nonce {
  for (;;) {
    const k = next()
    if (Fn.is0(k)) continue
    const r = rOf(k)
    if (!Fn.is0(r)) return { k, r }
  }
}

/**
 * k from 32 random bytes and the private key, so that a random source which repeats itself does not
 * repeat k for another row, and one that is known does not give k away.
 */
export function deriveNonce(random: Uint8Array, key: Uint8Array, row: RowName): bigint {
  const ikm = concatBytes(random, key)
  const info = concatBytes(labelBytes(ES256_NONCE), encodeRowName(row))
  const bytes = hkdfSha256({ ikm, salt: new Uint8Array(), info }, 48)
  const k = reduceP256(bytes)
  bytes.fill(0)
  ikm.fill(0)
  return k
}
