import { Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core'
import { XWing } from '@hpke/hybridkem-x-wing'
import { decodeBase64url, encodeCbor } from '@keyward/codec'
import { SignerError } from './error.ts'

const LABEL = 'keyward/deal-share/v1'
/** The first byte of the sealed form, for X-Wing, HKDF-SHA-256 and AES-256-GCM. */
const FORM_1 = 1
const ENCAPSULATED_LENGTH = 1120
const TAG_LENGTH = 16

const suite = new CipherSuite({
  kem: new XWing(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
})

type PrivateKey = Awaited<ReturnType<typeof suite.kem.deserializePrivateKey>>

/** A private key of X-Wing from its seed of 32 bytes. */
export function privateKeyOf(seed: Uint8Array): Promise<PrivateKey> {
  return suite.kem.deserializePrivateKey(new Uint8Array(seed))
}

/** The public key of a seed, 1,216 bytes. */
export async function publicKeyOf(seed: Uint8Array): Promise<Uint8Array> {
  const { publicKey } = await new XWing().generateKeyPairDerand(new Uint8Array(seed))
  return new Uint8Array(await suite.kem.serializePublicKey(publicKey))
}

/**
 * Opens the signer's half of a deal, sealed as `sealDealShare` of `packages/vault` does.
 *
 * @throws {SignerError} `signer.sealed`
 */
export async function openHalf(
  recipientKey: PrivateKey,
  sealed: Uint8Array,
  context: { readonly dealId: string; readonly signerId: string },
): Promise<Uint8Array> {
  const start = 1 + ENCAPSULATED_LENGTH
  if (sealed[0] !== FORM_1 || sealed.length < start + TAG_LENGTH) throw refused()
  const ids = [context.dealId, context.signerId].map((id) => decodeBase64url(id))
  const info = encodeCbor([LABEL, 'signer', ...ids])
  try {
    const enc = sealed.slice(1, start)
    return new Uint8Array(await suite.open({ recipientKey, enc, info }, sealed.slice(start)))
  } catch {
    // The library's errors say where it failed, which is nobody's business.
    throw refused()
  }
}

function refused(): SignerError {
  const message = 'The half of the deal was not sealed to this signer for this deal.'
  return new SignerError('signer.sealed', message)
}
