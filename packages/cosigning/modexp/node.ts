import { createDiffieHellman } from 'node:crypto'
import { CosigningError } from '../error.ts'
import type { ModExp } from './port.ts'

/** Any generator will do: only the power of another number is taken. */
const GENERATOR = Uint8Array.of(2)

/**
 * The power by OpenSSL, as Diffie-Hellman's shared secret with N in the place of the prime. It takes
 * some milliseconds on the thread that calls it, so a server calls it in a worker.
 */
export const nodeModExp: ModExp = ({ base, exponent, modulus }) => {
  if (modulus.length < 256 || modulus.length > 512 || ((modulus.at(-1) as number) & 1) === 0) {
    throw refused()
  }
  try {
    const group = createDiffieHellman(modulus, GENERATOR)
    group.setPrivateKey(exponent)
    const power = group.computeSecret(base)
    return new Uint8Array(power.buffer, power.byteOffset, power.length)
  } catch (cause) {
    throw refused({ cause })
  }
}

function refused(options?: { cause: unknown }): CosigningError {
  const message =
    'A power is taken of a number from 2 to N - 2, modulo an odd N of 2,048 to 4,096 bits.'
  return new CosigningError('modexp.refused', message, options)
}
