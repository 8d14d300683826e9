import { ES256, type PublicKey, RS256 } from './algorithm.ts'
import type { PrivateNumbers } from './pkcs8.ts'

/** The public key that stands inside the encoding of a private one, if it does; nothing is computed. */
export function publicKeyOf(numbers: PrivateNumbers): PublicKey | undefined {
  if (numbers.kind === 'rsa')
    return { algorithm: RS256, n: numbers.numbers.n, e: numbers.numbers.e }
  if (numbers.kind === 'p256' && numbers.point?.length === 65) {
    return { algorithm: ES256, x: numbers.point.slice(1, 33), y: numbers.point.slice(33) }
  }
  return undefined
}
