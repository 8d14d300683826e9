import { randomFillSync } from 'node:crypto'
import { nodeBackend } from '@keyward/primitives/signature/node'
import { type Authenticator, localSigner, memoryStore } from '@keyward/webauthn/authenticator'
import type { Caller, Client } from '@keyward/webauthn/client'
import { publicSuffixes } from '@keyward/webauthn/public-suffix'
import { type PersonSettings, testGate, type TestGate } from './gate.ts'

/** An authenticator in memory with a person beside it. */
export function testAuthenticator(
  person: PersonSettings = {},
  parts: Partial<Authenticator> = {},
): Authenticator & { readonly gate: TestGate } {
  return {
    store: memoryStore(),
    signer: localSigner(nodeBackend()),
    random: (length) => randomFillSync(new Uint8Array(length)),
    ...parts,
    gate: testGate(person),
  }
}

/** A client without a network. */
export const testClient: Client = { suffixes: publicSuffixes }

export function callerAt(origin: string): Caller {
  return { kind: 'origin', origin }
}
