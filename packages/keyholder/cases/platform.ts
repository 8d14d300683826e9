import { webCryptoAead } from '@keyward/primitives/aead/webcrypto'
import { nodeArgon2id } from '@keyward/vault/argon2/node'
import { publicSuffixes } from '@keyward/webauthn/public-suffix'
import type { Platform } from '../platform.ts'
import type { TestTime } from './time.ts'

/** A platform on this machine, with a clock and a network of the test's own. */
export function testPlatform(time: TestTime, fetch: Platform['fetch']): Platform {
  return {
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    clock: time.clock,
    aead: webCryptoAead(crypto.subtle),
    argon2id: nodeArgon2id,
    suffixes: publicSuffixes,
    fetch,
    wait: time.wait,
  }
}
