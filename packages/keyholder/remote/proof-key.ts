import type { generateKeyPair } from 'dpop'

/** The ES256 key pair by which a device proves that a request is its own (RFC 9449). */
export type ProofKey = Awaited<ReturnType<typeof generateKeyPair>>

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const

/** Makes the device's proof key; `extractable` only where it has to be kept as bytes. */
export async function makeProofKey(options: { readonly extractable: boolean }): Promise<ProofKey> {
  // Lazily: a device makes one key, and uses it ever after.
  const dpop = await import('dpop')
  return dpop.generateKeyPair('ES256', options)
}

/** The private part as PKCS #8 and the public one as SPKI, for the replica to keep. */
export async function exportProofKey(
  key: ProofKey,
): Promise<{ readonly pkcs8: Uint8Array; readonly spki: Uint8Array }> {
  const [pkcs8, spki] = await Promise.all([
    crypto.subtle.exportKey('pkcs8', key.privateKey),
    crypto.subtle.exportKey('spki', key.publicKey),
  ])
  return { pkcs8: new Uint8Array(pkcs8), spki: new Uint8Array(spki) }
}

/** The key of exported parts; it can't be exported again. @throws {DOMException} for other bytes */
export async function importProofKey(parts: {
  readonly pkcs8: Uint8Array
  readonly spki: Uint8Array
}): Promise<ProofKey> {
  const { pkcs8, spki } = parts
  const [privateKey, publicKey] = await Promise.all([
    crypto.subtle.importKey('pkcs8', new Uint8Array(pkcs8), ALGORITHM, false, ['sign']),
    crypto.subtle.importKey('spki', new Uint8Array(spki), ALGORITHM, true, ['verify']),
  ])
  return { privateKey, publicKey }
}
