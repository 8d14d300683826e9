import { encodeUtf8 } from '@keyward/codec'
import { hkdfSha256 } from '@keyward/primitives/hash'

/** The test vectors of WebAuthn Level 3 section 17: their inputs are derived, not stored. */
export type KeyKind = 'ES256' | 'ES384' | 'ES512' | 'RS256' | 'EdDSA' | 'Ed448'

export interface W3cRow {
  /** The derivation's label, as "none.ES256". */
  readonly label: string
  readonly key: KeyKind
  readonly crossOrigin?: boolean
  readonly topOrigin?: string
  readonly credentialIdLength?: number
  /** How many values the attestation takes from the derivation: a key, a serial number. */
  readonly attestationValues: readonly number[]
}

const SELF: readonly number[] = []
const CERTIFIED = [32, 16] as const

export const W3C_ROWS: readonly W3cRow[] = [
  { label: 'none.ES256', key: 'ES256', attestationValues: SELF },
  { label: 'packed-self.ES256', key: 'ES256', attestationValues: SELF },
  { label: 'none.ES256.crossOrigin', key: 'ES256', crossOrigin: true, attestationValues: SELF },
  {
    label: 'none.ES256.topOrigin',
    key: 'ES256',
    crossOrigin: true,
    topOrigin: 'https://example.com',
    attestationValues: SELF,
  },
  {
    label: 'none.ES256.long-credential-id',
    key: 'ES256',
    credentialIdLength: 1023,
    attestationValues: SELF,
  },
  { label: 'packed.ES256', key: 'ES256', attestationValues: CERTIFIED },
  { label: 'packed.ES384', key: 'ES384', attestationValues: CERTIFIED },
  { label: 'packed.ES512', key: 'ES512', attestationValues: CERTIFIED },
  { label: 'packed.RS256', key: 'RS256', attestationValues: CERTIFIED },
  { label: 'packed.EdDSA', key: 'EdDSA', attestationValues: CERTIFIED },
  { label: 'packed.Ed448', key: 'Ed448', attestationValues: CERTIFIED },
  { label: 'tpm.ES256', key: 'ES256', attestationValues: CERTIFIED },
  { label: 'android-key.ES256', key: 'ES256', attestationValues: [16] },
  { label: 'apple.ES256', key: 'ES256', attestationValues: [16] },
  { label: 'fido-u2f.ES256', key: 'ES256', attestationValues: CERTIFIED },
]

export interface W3cInputs {
  readonly registration: {
    readonly challenge: Uint8Array
    /** Empty for RS256, whose primes are fixed. */
    readonly privateKey: Uint8Array
    readonly extraData?: Uint8Array
    readonly aaguid: Uint8Array
    readonly credentialId: Uint8Array
    /** The UV, BE and BS bits of the flags, in their places. */
    readonly flags: number
  }
  readonly authentication: {
    readonly challenge: Uint8Array
    readonly extraData?: Uint8Array
    /** The UV and BS bits. */
    readonly flags: number
  }
}

const KEY_LENGTHS: Readonly<Record<KeyKind, number>> = {
  ES256: 32,
  ES384: 48,
  ES512: 65,
  RS256: 0,
  EdDSA: 32,
  Ed448: 57,
}

/** Derives the inputs of one row, one value after another, as the specification's generator does. */
export function w3cInputs(row: W3cRow): W3cInputs {
  let counter = 0
  const next = (length: number): Uint8Array => {
    const input = {
      ikm: encodeUtf8('WebAuthn test vectors'),
      salt: Uint8Array.of(counter),
      info: encodeUtf8(row.label),
    }
    counter += 1
    return hkdfSha256(input, length)
  }
  const byte = (): number => next(1)[0] as number
  const challengeLength = row.key === 'ES512' ? 128 : 32
  const isU2f = row.label.startsWith('fido-u2f')

  const challenge = next(challengeLength)
  const privateKey = row.key === 'RS256' ? new Uint8Array() : next(KEY_LENGTHS[row.key])
  const extraData = (byte() & 1) === 1 ? { extraData: next(16) } : {}
  const aaguid = next(16)
  const credentialId = next(row.credentialIdLength ?? 32)
  const flags = isU2f ? 0 : byte()
  for (const length of row.attestationValues) next(length)
  const registration = { challenge, privateKey, ...extraData, aaguid, credentialId, flags }

  const getChallenge = next(challengeLength)
  const getExtra = (byte() & 1) === 1 ? { extraData: next(16) } : {}
  return { registration, authentication: { challenge: getChallenge, ...getExtra, flags: byte() } }
}
