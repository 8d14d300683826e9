import { concatBytes } from '@keyward/codec'
import type { Random } from '@keyward/primitives/signature'
import { VaultError, type VaultRule } from '../error.ts'
import type { SecretBytes } from '../secret-bytes.ts'

/** Lengths in bytes of X-Wing (draft-connolly-cfrg-xwing-kem-06 and later, KEM 0x647a). */
export const WRAPPING_PUBLIC_LENGTH = 1216
export const WRAPPING_SEED_LENGTH = 32
const ENCAPSULATED_LENGTH = 1120
const ENCAPSULATION_SEED_LENGTH = 64
const TAG_LENGTH = 16

/** The first byte of the wrapped form, for X-Wing, HKDF-SHA-256 and AES-256-GCM. */
const FORM_1 = 1

/** Lazily: opening what a device keeps needs none of it. */
const loadSuite = async () => (await import('./suite.ts')).hpkeSuite()

/** What both sides have to agree on besides the keys. */
export interface HpkeBinding {
  /** Label and context, as canonical CBOR. */
  readonly info: Uint8Array
  /** For PSK mode (RFC 9180 section 5.1.2): a key of at least 32 bytes, and what it is. */
  readonly psk?: { readonly id: Uint8Array; readonly key: Uint8Array }
}

/** The public key of an X-Wing seed of 32 bytes. */
export async function wrappingPublicKey(seed: SecretBytes): Promise<Uint8Array> {
  return (await loadSuite()).publicKeyOf(seed)
}

/**
 * Encrypts to a public key, base mode or PSK mode (RFC 9180 section 6.1). The result is a version
 * byte, the encapsulated key (1,120 bytes) and the ciphertext.
 *
 * @throws {VaultError} the rule given when the public key is malformed
 */
export async function hpkeSeal(
  publicKey: Uint8Array,
  plaintext: Uint8Array,
  binding: HpkeBinding,
  random: Random,
  malformed: VaultRule,
): Promise<Uint8Array> {
  if (publicKey.length !== WRAPPING_PUBLIC_LENGTH)
    throw new VaultError(malformed, 'A wrapping key has 1,216 bytes.')
  const { suite } = await loadSuite()
  try {
    // The library's own name for the randomness of an encapsulation: here it comes from the port.
    const ekm = random(ENCAPSULATION_SEED_LENGTH)
    const recipientPublicKey = await suite.kem.deserializePublicKey(new Uint8Array(publicKey))
    const sealed = await suite.seal({ recipientPublicKey, ekm, ...binding }, plaintext)
    return concatBytes(Uint8Array.of(FORM_1), new Uint8Array(sealed.enc), new Uint8Array(sealed.ct))
  } catch (error) {
    throw new VaultError(malformed, 'Nothing can be encrypted to this wrapping key.', {
      cause: error,
    })
  }
}

/**
 * Decrypts what `hpkeSeal` made with the same binding.
 *
 * @throws {VaultError} the rules given for malformed and refused bytes
 */
export async function hpkeOpen(
  seed: SecretBytes,
  sealed: Uint8Array,
  binding: HpkeBinding,
  rules: { readonly malformed: VaultRule; readonly refused: VaultRule },
): Promise<Uint8Array> {
  const start = 1 + ENCAPSULATED_LENGTH
  if (sealed[0] !== FORM_1 || sealed.length < start + TAG_LENGTH)
    throw new VaultError(rules.malformed, 'These are no wrapped bytes of a known version.')
  const { suite, privateKeyOf } = await loadSuite()
  try {
    const recipientKey = await privateKeyOf(seed)
    const enc = sealed.slice(1, start)
    const opened = await suite.open({ recipientKey, enc, ...binding }, sealed.slice(start))
    return new Uint8Array(opened)
  } catch {
    // The library's errors say where it failed, which is nobody's business.
    throw new VaultError(rules.refused, 'The key or the context is not the one it was wrapped for.')
  }
}
