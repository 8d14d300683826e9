import { RS256 } from '@keyward/primitives/keys'
import { nobleBackend } from '@keyward/primitives/signature/noble'
import { nodeBackend } from '@keyward/primitives/signature/node'
import type { Random, SigningBackend } from '@keyward/primitives/signature'
import {
  type Authenticator,
  type CredentialStore,
  localSigner,
  type UserGate,
} from '@keyward/webauthn/authenticator'
import type { Client } from '@keyward/webauthn/client'
import { publicSuffixes } from '@keyward/webauthn/public-suffix'
import { seededRandom, systemRandom } from '../randomness.ts'
import { fetchWellKnownWith } from '../related-origins.ts'

/** The client side of every ceremony here. */
export const client: Client = {
  suffixes: publicSuffixes,
  fetchWellKnown: fetchWellKnownWith((...request) => fetch(...request)),
}

/**
 * An authenticator over the store. With a seed it is a function of the seed, the input and the
 * store: it has no clock and no randomness of its own.
 */
export function authenticatorOver(parts: {
  store: CredentialStore
  gate: UserGate
  seed: Uint8Array | undefined
  /** Standard input as it came. */
  input: Uint8Array
}): Authenticator {
  const { store, gate, seed, input } = parts
  if (seed === undefined) {
    const signer = localSigner(nodeBackend())
    return { store, gate, signer, random: systemRandom, now: () => Date.now() }
  }
  const random = seededRandom(seed, input)
  return { store, gate, signer: localSigner(seededBackend(random)), random }
}

/** RSA keys can't be made from a seed; signing with one that is there is deterministic anyway. */
function seededBackend(random: Random): SigningBackend {
  const noble = nobleBackend(random)
  const node = nodeBackend()
  return {
    ...noble,
    sign: (key, message) => (key.algorithm === RS256 ? node : noble).sign(key, message),
  }
}
