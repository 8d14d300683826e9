import { loadParts } from '#x-wing-parts'
import { Aes256Gcm, CipherSuite } from '@hpke/core'
import { XWing } from '@hpke/hybridkem-x-wing'
import type { SecretBytes } from '../secret-bytes.ts'
import { Hkdf } from './hkdf.ts'
import { type LibraryKey, NativeXWing } from './x-wing/x-wing.ts'

/** HPKE with X-Wing, and keys as it takes them. */
export interface HpkeSuite {
  readonly suite: CipherSuite
  /** The key of a seed of 32 bytes, prepared once for as long as the seed lives. */
  privateKeyOf(seed: SecretBytes): Promise<LibraryKey>
  /** 1,216 bytes. */
  publicKeyOf(seed: SecretBytes): Promise<Uint8Array>
}

let made: Promise<HpkeSuite> | undefined

/** The suite with the fastest X-Wing of the engine: all of them give the same bytes. */
export function hpkeSuite(): Promise<HpkeSuite> {
  made ??= makeSuite()
  return made
}

async function makeSuite(): Promise<HpkeSuite> {
  const parts = await loadParts()
  const kem = parts === undefined ? new XWing() : new NativeXWing(parts)
  const suite = new CipherSuite({ kem, kdf: new Hkdf(), aead: new Aes256Gcm() })
  const privateKeys = new WeakMap<SecretBytes, Promise<LibraryKey>>()
  const privateKeyOf = (seed: SecretBytes): Promise<LibraryKey> => {
    const known = privateKeys.get(seed)
    if (known !== undefined) return known
    const prepared = suite.kem.deserializePrivateKey(seed.exportBytes())
    privateKeys.set(seed, prepared)
    return prepared
  }
  return {
    suite,
    privateKeyOf,
    async publicKeyOf(seed) {
      if (kem instanceof NativeXWing) return kem.publicKeyOf(await privateKeyOf(seed))
      const { publicKey } = await kem.generateKeyPairDerand(seed.exportBytes())
      return new Uint8Array(await kem.serializePublicKey(publicKey))
    },
  }
}
