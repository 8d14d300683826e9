import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import { makeIdentityKey } from '@keyward/primitives/identity'
import {
  EDDSA,
  encodeSpki,
  importPrivateKey,
  type KeyPair,
  type PublicKey,
} from '@keyward/primitives/keys'
import type { Random } from '@keyward/primitives/signature'
import { type DealerShare, type DealTerms, makeDeal, signDeal } from '../dealer.ts'
import { type AcceptedDeal, acceptDeal, type Assertion, parseDeal } from '../grantee.ts'
import { parseSignerShare, type SignerShare } from '../signer.ts'
import { seededRandom } from './random.ts'

const RP_ID_HASH = Uint8Array.from(createHash('sha256').update('perch.example').digest())

const random = seededRandom('scene')

/** An owner of the account, who signs deals. */
export const OWNER = makeIdentityKey(random)
export const ACCOUNT = 'AAAAAAAAAAAAAAAAAAAAAA'
export const DEVICE = 'AQEBAQEBAQEBAQEBAQEBAQ'

export const TERMS: DealTerms = {
  accountId: ACCOUNT,
  deviceId: DEVICE,
  rpIdHash: RP_ID_HASH,
  backup: 'backed-up',
  signerId: 'AgICAgICAgICAgICAgICAg',
  signerKey: new Uint8Array(1216).fill(7),
}

/** UP, UV, BE and BS. */
const FLAGS = 0x1d

export type Kind = 'es256' | 'eddsa' | 'rs256'

/** A new passkey, made by OpenSSL. */
export function makePasskey(kind: Kind): KeyPair {
  const { privateKey } =
    kind === 'es256'
      ? generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
      : kind === 'eddsa'
        ? generateKeyPairSync('ed25519')
        : generateKeyPairSync('rsa', { modulusLength: 2048 })
  return importPrivateKey(Uint8Array.from(privateKey.export({ format: 'der', type: 'pkcs8' })))
}

/** One deal from all three sides, with what was sealed standing open. */
export interface Dealt {
  readonly pair: KeyPair
  readonly dealer: DealerShare
  readonly encoded: Uint8Array
  readonly forGrantee: Uint8Array
  readonly forSigner: Uint8Array
  readonly deal: AcceptedDeal
  readonly signer: SignerShare
}

/** Deals a passkey, and accepts the deal on the device and at the signer. */
export function dealOut(
  pair: KeyPair,
  count: number,
  { source = random, terms = TERMS }: { source?: Random; terms?: DealTerms } = {},
): Dealt {
  const dealer = makeDeal(pair, count, source)
  const forGrantee = dealer.exportForGrantee()
  const forSigner = dealer.exportForSigner()
  const encoded = signDeal(OWNER, dealer, terms, forGrantee)
  return {
    pair,
    dealer,
    encoded,
    forGrantee,
    forSigner,
    ...parties(encoded, forGrantee, forSigner),
  }
}

function parties(
  encoded: Uint8Array,
  forGrantee: Uint8Array,
  forSigner: Uint8Array,
): { deal: AcceptedDeal; signer: SignerShare } {
  const deal = accepted(encoded, forGrantee)
  return { deal, signer: parseSignerShare(deal, forSigner) }
}

/** The device believes what the deal says of itself, so that any deal of a test can be accepted. */
function accepted(encoded: Uint8Array, sealed: Uint8Array): AcceptedDeal {
  const { deviceId, accountId, publicKey, rpIdHash } = parseDeal(encoded)
  const owners = [OWNER.publicKey]
  return acceptDeal(encoded, { owners, deviceId, accountId, publicKey, rpIdHash, sealed })
}

/** A sign-in at the deal's site, told from others by a number. */
export function assertionOf(n: number, flags: number = FLAGS): Assertion {
  const authenticatorData = new Uint8Array(37)
  authenticatorData.set(RP_ID_HASH)
  authenticatorData[32] = flags
  const clientDataHash = Uint8Array.from(createHash('sha256').update(`challenge ${n}`).digest())
  return { authenticatorData, clientDataHash }
}

export function messageBytes({ authenticatorData, clientDataHash }: Assertion): Uint8Array {
  return Uint8Array.from([...authenticatorData, ...clientDataHash])
}

/** Judged by OpenSSL, which is told nothing but the public key. */
export function isGood(key: PublicKey, assertion: Assertion, signature: Uint8Array): boolean {
  const spki = createPublicKey({ key: Buffer.from(encodeSpki(key)), format: 'der', type: 'spki' })
  const hash = key.algorithm === EDDSA ? null : 'sha256'
  return verify(hash, messageBytes(assertion), spki, signature)
}

/** The bytes with one bit of one byte turned. */
export function flipped(bytes: Uint8Array, at: number, bit = 0): Uint8Array {
  const copy = bytes.slice()
  copy[at] = (copy[at] as number) ^ (1 << bit)
  return copy
}
