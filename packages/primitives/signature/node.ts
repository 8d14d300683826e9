import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign as nodeSign,
} from 'node:crypto'
import { EDDSA, ES256, RS256, type SignatureAlgorithm } from '../keys/algorithm.ts'
import { parsePrivateDer } from '../keys/pkcs8.ts'
import { type KeyPair, PrivateKey } from '../keys/private-key.ts'
import { publicKeyOf } from '../keys/public-key.ts'
import type { SigningBackend } from '../signature.ts'

/** Node.js' synchronous OpenSSL, all three algorithms: the fastest backend there is. */
export function nodeBackend(): SigningBackend {
  const keys = new WeakMap<PrivateKey, KeyObject>()
  return {
    algorithms: [ES256, EDDSA, RS256],
    generate(algorithm) {
      const { pair, key } = generate(algorithm)
      keys.set(pair.privateKey, key)
      return pair
    },
    sign(key, message) {
      let imported = keys.get(key)
      if (imported === undefined) {
        imported = createPrivateKey({
          key: Buffer.from(key.exportPkcs8()),
          format: 'der',
          type: 'pkcs8',
        })
        keys.set(key, imported)
      }
      return plain(nodeSign(key.algorithm === EDDSA ? null : 'sha256', message, imported))
    },
  }
}

function generate(algorithm: SignatureAlgorithm): { pair: KeyPair; key: KeyObject } {
  const { privateKey: key } =
    algorithm === ES256
      ? generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
      : algorithm === EDDSA
        ? generateKeyPairSync('ed25519')
        : generateKeyPairSync('rsa', { modulusLength: 2048 })
  const pkcs8 = plain(key.export({ format: 'der', type: 'pkcs8' }))
  const numbers = parsePrivateDer(pkcs8)
  const publicKey = publicKeyOf(numbers) ?? {
    algorithm: EDDSA,
    x: plain(createPublicKey(key).export({ format: 'der', type: 'spki' })).slice(-32),
  }
  return { pair: { privateKey: new PrivateKey(algorithm, pkcs8), publicKey }, key }
}

/** A Buffer is a Uint8Array with other habits (its slice is a view): hand out the plain one. */
function plain(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length)
}
