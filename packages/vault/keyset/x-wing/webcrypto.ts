import { concatBytes, decodeHex } from '@keyward/codec'
import { encapsulate, mlKem } from './ml-kem.ts'
import type { Agreement, XWingParts } from './parts.ts'

/** The part of `SubtleCrypto` that is used; a browser's or Node.js' `crypto.subtle` fits. */
export interface SubtleAgreement {
  importKey(
    format: 'pkcs8' | 'raw',
    data: never,
    algorithm: never,
    extractable: boolean,
    usages: never,
  ): Promise<unknown>
  deriveBits(algorithm: never, key: never, length: number): Promise<ArrayBuffer>
}

/** Everything before the private key (RFC 8410 section 7). */
const X25519_PKCS8 = decodeHex('302e020100300506032b656e04220420')
const BASE_POINT = Uint8Array.of(9, ...new Uint8Array(31))
const X25519 = { name: 'X25519' } as const

/** X25519 by WebCrypto, and ML-KEM-768 in plain JavaScript; undefined in engines without X25519. */
export async function loadParts(
  subtle: SubtleAgreement = globalThis.crypto.subtle,
): Promise<XWingParts | undefined> {
  const x25519 = (secret: Uint8Array): Promise<Agreement> => agreementOf(subtle, secret)
  try {
    await x25519(BASE_POINT)
  } catch {
    // An engine that does not know the algorithm: the library computes it.
    return undefined
  }
  return { x25519, mlKem, encapsulate }
}

async function agreementOf(subtle: SubtleAgreement, secret: Uint8Array): Promise<Agreement> {
  const importKey = (format: 'pkcs8' | 'raw', key: Uint8Array, usages: readonly string[]) =>
    subtle.importKey(format, key as never, X25519 as never, false, usages as never)
  const key = await importKey('pkcs8', concatBytes(X25519_PKCS8, secret), ['deriveBits'])
  const agree = async (point: Uint8Array): Promise<Uint8Array> => {
    const parameters = { ...X25519, public: await importKey('raw', point, []) }
    return new Uint8Array(await subtle.deriveBits(parameters as never, key as never, 256))
  }
  return { publicKey: await agree(BASE_POINT), agree }
}
