import { type ModExp, CosigningError } from '@keyward/cosigning/grantee'
import { bytesToBigInt, bigIntToBytes } from './numbers.ts'

/** So many steps of the power are taken without a pause: some 10 ms. */
const STEPS_AT_ONCE = 256

/**
 * A power modulo N in plain JavaScript, for platforms without a native one. Each bit of the exponent
 * takes the same two multiplications, and others get a turn in between.
 *
 * @param turn resolves when it may go on
 */
export function plainModExp(turn: () => Promise<void>): ModExp {
  return async ({ base, exponent, modulus }) => {
    const n = bytesToBigInt(modulus)
    const b = bytesToBigInt(base)
    const isEmpty = exponent.every((byte) => byte === 0)
    if (n % 2n === 0n || modulus.length < 256 || b < 2n || b > n - 2n || isEmpty)
      throw new CosigningError(
        'modexp.refused',
        'A power is taken of a number from 2 to N - 2, modulo an odd N of 2,048 bits or more.',
      )
    let [low, high] = [1n, b]
    let steps = 0
    for (const byte of exponent) {
      for (let bit = 7; bit >= 0; bit -= 1) {
        const product = (low * high) % n
        if ((byte >> bit) & 1) [low, high] = [product, (high * high) % n]
        else [low, high] = [(low * low) % n, product]
        steps += 1
        if (steps % STEPS_AT_ONCE === 0) await turn()
      }
    }
    return bigIntToBytes(low, modulus.length)
  }
}
