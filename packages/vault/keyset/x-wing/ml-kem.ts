import { MlKem768 } from 'mlkem'
import type { Decapsulation, XWingParts } from './parts.ts'

/** ML-KEM-768 in plain JavaScript, by the library that `@hpke/hybridkem-x-wing` uses. */
const library = new MlKem768()

export const encapsulate: XWingParts['encapsulate'] = async (publicKey, randomness) => {
  const [ciphertext, shared] = await library.encap(publicKey, randomness)
  return { ciphertext, shared }
}

export async function mlKem(seed: Uint8Array): Promise<Decapsulation> {
  const [publicKey, secret] = await library.deriveKeyPair(seed)
  return { publicKey, decapsulate: (ciphertext) => library.decap(ciphertext, secret) }
}
