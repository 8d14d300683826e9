import { ecdsaToDer } from '@keyward/codec'
import { PrimitivesError } from '../error.ts'
import { EDDSA, ES256, RS256, type SignatureAlgorithm } from '../keys/algorithm.ts'
import { parsePrivateDer } from '../keys/pkcs8.ts'
import { type KeyPair, PrivateKey } from '../keys/private-key.ts'
import { publicKeyOf } from '../keys/public-key.ts'
import type { SigningBackend } from '../signature.ts'

/** The part of `SubtleCrypto` that is used; a browser's or Node.js' `crypto.subtle` fits. */
export interface SubtleSigning {
  generateKey(algorithm: never, extractable: boolean, usages: never): Promise<unknown>
  importKey(
    format: 'pkcs8',
    data: never,
    algorithm: never,
    extractable: boolean,
    usages: never,
  ): Promise<unknown>
  exportKey(format: 'pkcs8', key: never): Promise<unknown>
  sign(algorithm: never, key: never, data: never): Promise<ArrayBuffer>
}

const PARAMETERS = {
  [ES256]: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  [EDDSA]: { name: 'Ed25519' },
  [RS256]: {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 2048,
    publicExponent: Uint8Array.of(1, 0, 1),
  },
} as const

/**
 * WebCrypto with the imported key kept: importing costs some twenty times the signature.
 *
 * @param algorithms what the engine supports; older ones lack Ed25519
 */
export function webCryptoBackend(
  subtle: SubtleSigning,
  algorithms: readonly SignatureAlgorithm[] = [ES256, EDDSA, RS256],
): SigningBackend {
  const keys = new WeakMap<PrivateKey, Promise<unknown>>()
  const supported = (algorithm: SignatureAlgorithm): (typeof PARAMETERS)[SignatureAlgorithm] => {
    if (algorithms.includes(algorithm)) return PARAMETERS[algorithm]
    throw new PrimitivesError('signature.unsupported', `This engine has no algorithm ${algorithm}.`)
  }
  return {
    algorithms,
    async generate(algorithm) {
      return generate(subtle, algorithm, supported(algorithm))
    },
    async sign(key, message) {
      const parameters = supported(key.algorithm)
      let imported = keys.get(key)
      if (imported === undefined) {
        imported = subtle.importKey(
          'pkcs8',
          key.exportPkcs8() as never,
          parameters as never,
          false,
          ['sign'] as never,
        )
        keys.set(key, imported)
        // An import that failed is tried again the next time.
        imported.catch(() => keys.delete(key))
      }
      const signature = new Uint8Array(
        await subtle.sign(parameters as never, (await imported) as never, message as never),
      )
      return key.algorithm === ES256 ? ecdsaToDer(signature) : signature
    },
  }
}

async function generate(
  subtle: SubtleSigning,
  algorithm: SignatureAlgorithm,
  parameters: (typeof PARAMETERS)[SignatureAlgorithm],
): Promise<KeyPair> {
  const made = (await subtle.generateKey(parameters as never, true, [
    'sign',
    'verify',
  ] as never)) as {
    privateKey: unknown
  }
  const pkcs8 = new Uint8Array(
    (await subtle.exportKey('pkcs8', made.privateKey as never)) as ArrayBuffer,
  )
  const publicKey = publicKeyOf(parsePrivateDer(pkcs8))
  if (publicKey === undefined) {
    // Ed25519's encoding holds no public key: it is computed, and so is that of an engine that leaves
    // it out. Only then are the curves loaded.
    const { importPrivateKey } = await import('../keys/import.ts')
    return importPrivateKey(pkcs8)
  }
  return { privateKey: new PrivateKey(algorithm, pkcs8), publicKey }
}
