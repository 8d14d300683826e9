import { calculateThumbprint, generateProof } from 'dpop'
import type { ProofKey } from './proof-key.ts'

/** Makes the proofs of one device for one server. */
export interface Prover {
  /** A fresh proof for one request. `url` has no query. */
  prove(method: string, url: string, token?: string): Promise<string>
  /** Learns how far the server's clock is from this one. */
  learnTime(serverTime: number): void
  thumbprint(): Promise<string>
}

/**
 * Proofs are dated by the library with the clock of the engine. How far that is off is a signed
 * claim of the proof, `offset` in whole seconds, so that a wrong clock locks nobody out.
 */
export function makeProver(key: ProofKey): Prover {
  let offset = 0
  return {
    prove: (method, url, token) =>
      generateProof(key, url, method, undefined, token, offset === 0 ? {} : { offset }),
    learnTime(serverTime) {
      offset = Math.round((serverTime - Date.now()) / 1000)
    },
    thumbprint: () => calculateThumbprint(key.publicKey),
  }
}
