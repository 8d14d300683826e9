import { webCryptoAead } from '@keyward/primitives/aead/webcrypto'
import { publicSuffixes } from '@keyward/webauthn/public-suffix'
import type { Platform } from '../../platform.ts'
import { seededRandom } from './seeded.ts'

/** A machine without a network, whose random bytes follow from the seed. */
export function testPlatform(seed: number, clock: () => number): Platform {
  return {
    random: seededRandom(seed),
    clock,
    aead: webCryptoAead(crypto.subtle),
    argon2id: () => Promise.reject(new Error('Nothing here needs a passphrase.')),
    suffixes: publicSuffixes,
    fetch: () => Promise.reject(new Error('There is no network here.')),
    wait: async () => undefined,
  }
}
