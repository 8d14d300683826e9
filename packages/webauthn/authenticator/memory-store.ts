import { WebAuthnError } from '../error.ts'
import type { CredentialSource } from './credential-source.ts'
import type { CredentialStore } from './ports.ts'

/**
 * A store in memory. Look-ups by (rpId, id) and by rpId take the same time however many passkeys
 * there are at other RPs.
 */
export function memoryStore(sources: Iterable<CredentialSource> = []): CredentialStore {
  const byRp = new Map<string, Map<string, CredentialSource>>()
  const store: CredentialStore = {
    find: (rpId, credentialId) => byRp.get(rpId)?.get(keyOf(credentialId)),
    list: (rpId) => [...(byRp.get(rpId)?.values() ?? [])].toReversed(),
    add(source) {
      const ofRp = byRp.get(source.rpId) ?? new Map<string, CredentialSource>()
      const key = keyOf(source.id)
      if (ofRp.has(key)) {
        throw new WebAuthnError(
          'ceremony.not-saved',
          'A passkey with this ID is already there for this RP.',
        )
      }
      ofRp.set(key, source)
      byRp.set(source.rpId, ofRp)
    },
    countUp(source, next) {
      const ofRp = byRp.get(source.rpId)
      const stored = ofRp?.get(keyOf(source.id))
      if (ofRp === undefined || stored === undefined) {
        throw new WebAuthnError('ceremony.not-saved', 'The passkey is no longer there.')
      }
      const signCount = Math.max(stored.signCount, next(stored.signCount))
      ofRp.set(keyOf(source.id), { ...stored, signCount })
      return signCount
    },
  }
  for (const source of sources) void store.add(source)
  return store
}

/** Bytes as a string of the same length, one character a byte: an exact key, made quickly. */
function keyOf(bytes: Uint8Array): string {
  return String.fromCharCode.apply(null, bytes as unknown as number[])
}
