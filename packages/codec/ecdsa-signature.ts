import { concatBytes } from './bytes.ts'
import { DER, derMagnitude, encodeDer, encodeDerInteger, readDer, readDerOne } from './der.ts'
import { CodecError } from './error.ts'

/**
 * Turns r ‖ s, each of half the length, into the DER form that WebAuthn carries (section 6.5.5).
 *
 * @throws {CodecError} `signature.malformed` for an odd or empty length
 */
export function ecdsaToDer(p1363: Uint8Array): Uint8Array {
  if (p1363.length === 0 || p1363.length % 2 !== 0) {
    throw new CodecError(
      'signature.malformed',
      'An ECDSA signature is two numbers of the same length.',
    )
  }
  const size = p1363.length / 2
  return encodeDer(
    DER.sequence,
    encodeDerInteger(p1363.subarray(0, size)),
    encodeDerInteger(p1363.subarray(size)),
  )
}

/**
 * Turns a DER signature into r ‖ s of `size` bytes each. Strict: refuses negative numbers, longer
 * forms than needed, numbers that do not fit and leftover bytes. Low and high s are both kept.
 *
 * @throws {CodecError} `signature.malformed`
 */
export function ecdsaFromDer(der: Uint8Array, size = 32): Uint8Array {
  try {
    const numbers = readDer(readDerOne(der, DER.sequence))
    const [r, s] = numbers
    if (numbers.length !== 2 || r?.tag !== DER.integer || s?.tag !== DER.integer) {
      throw new CodecError(
        'signature.malformed',
        'An ECDSA signature is a sequence of two integers.',
      )
    }
    return concatBytes(padded(derMagnitude(r.content), size), padded(derMagnitude(s.content), size))
  } catch (error) {
    if (error instanceof CodecError && error.code === 'der.malformed') {
      throw new CodecError('signature.malformed', error.message, { cause: error })
    }
    throw error
  }
}

function padded(magnitude: Uint8Array, size: number): Uint8Array {
  if (magnitude.length > size) {
    throw new CodecError(
      'signature.malformed',
      `A number of the signature is longer than ${size} bytes.`,
    )
  }
  return concatBytes(new Uint8Array(size - magnitude.length), magnitude)
}
