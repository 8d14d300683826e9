import * as openssl from 'node:crypto'
import { decodeHex } from '@keyward/codec'
import { encapsulate, mlKem } from './ml-kem.ts'
import type { Decapsulation, XWingParts } from './parts.ts'

/** Everything before the key itself: RFC 8410 section 7 and 4, RFC 9935 section 6 (the seed alone). */
const X25519_PKCS8 = decodeHex('302e020100300506032b656e04220420')
const X25519_SPKI = decodeHex('302a300506032b656e032100')
const ML_KEM_PKCS8 = decodeHex('3054020100300b060960864801650304040204428040')

/** Decapsulation came with Node.js 24.7. */
const HAS_ML_KEM = typeof openssl.decapsulate === 'function'

/** X25519 and ML-KEM-768 by Node.js' OpenSSL, where it has them. */
export async function loadParts(): Promise<XWingParts> {
  return PARTS
}

const PARTS: XWingParts = {
  x25519(secret) {
    const privateKey = privateKeyOf(X25519_PKCS8, secret)
    return {
      publicKey: publicBytes(privateKey, 32),
      agree(point) {
        const key = Buffer.concat([X25519_SPKI, point])
        const publicKey = openssl.createPublicKey({ key, format: 'der', type: 'spki' })
        return new Uint8Array(openssl.diffieHellman({ privateKey, publicKey }))
      },
    }
  },
  mlKem: HAS_ML_KEM ? nativeMlKem : mlKem,
  encapsulate,
}

function nativeMlKem(seed: Uint8Array): Decapsulation {
  const key = privateKeyOf(ML_KEM_PKCS8, seed)
  return {
    publicKey: publicBytes(key, 1184),
    decapsulate: (ciphertext) => new Uint8Array(openssl.decapsulate(key, ciphertext)),
  }
}

function privateKeyOf(head: Uint8Array, key: Uint8Array): openssl.KeyObject {
  const der = Buffer.concat([head, key])
  return openssl.createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
}

function publicBytes(key: openssl.KeyObject, length: number): Uint8Array {
  const spki = openssl.createPublicKey(key).export({ format: 'der', type: 'spki' })
  return new Uint8Array(spki.subarray(-length))
}
